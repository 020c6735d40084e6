//! YAML 1.2 as nodes with their places, a record at a time. Text without quotes stays as it is written: whether `no` is a truth and
//! `1.10` a number is decided by the fact's type. Merge keys and tags of one's own are refused.

use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;
use saphyr_parser::{BufferedInput, Event, Marker, Parser, ScalarStyle, ScanError, Tag};

use crate::diagnostic::{Code, Diagnostic};

use super::node::{Content, Entry, Found, LEVELS, Node, span, too_deep};
use super::words::clip;

/// A YAML text that is being read.
pub struct Yaml {
    offsets: Offsets,
    parser: Parser<'static, BufferedInput<Chars>>,
    /// the records of this document are the elements of a sequence
    many: bool,
    /// how many collections are open
    level: usize,
    anchors: IndexMap<usize, Node>,
    /// how much aliases may still stand for in this document
    budget: usize,
    /// what broke the file while the rest of a bad record was passed over
    broken: Option<Diagnostic>,
}

/// All that aliases stand for in a document may take so many bytes.
const BUDGET: usize = 64 << 20;

/// Why there is no node.
enum Stop {
    /// the other records can still be read
    Record(Diagnostic),
    File(Diagnostic),
}

impl Yaml {
    #[must_use]
    pub fn new(text: &Arc<str>) -> Self {
        let parser = Parser::new_from_iter(Chars { text: Arc::clone(text), at: 0 });
        let offsets = Offsets::new(Arc::clone(text));
        Self { offsets, parser, many: false, level: 0, anchors: IndexMap::new(), budget: BUDGET, broken: None }
    }

    /// The next record: a document, or an element of a document that is a sequence. Documents without content are passed over.
    ///
    /// # Errors
    /// Where the text is no YAML; nothing comes after that.
    pub fn next(&mut self) -> Result<Option<Found>, Diagnostic> {
        if let Some(broken) = self.broken.take() {
            return Err(broken);
        }
        loop {
            let Some((event, at)) = self.event()? else { return Ok(None) };
            match event {
                Event::SequenceStart(..) if !self.many => self.many = true,
                Event::Scalar(text, ScalarStyle::Plain, _, None) if !self.many && is_null(&text) => {}
                Event::Scalar(..) | Event::SequenceStart(..) | Event::MappingStart(..) | Event::Alias(_) => {
                    return self.found(event, at).map(Some);
                }
                Event::DocumentEnd => self.end_document(),
                _ => {}
            }
        }
    }

    fn end_document(&mut self) {
        self.many = false;
        self.anchors.clear();
        self.budget = BUDGET;
    }

    fn found(&mut self, event: Event<'static>, at: Range<usize>) -> Result<Found, Diagnostic> {
        let start = at.start;
        let outside = self.level - usize::from(matches!(event, Event::SequenceStart(..) | Event::MappingStart(..)));
        match self.node(event, at, LEVELS) {
            Ok(node) => Ok(Found { at: node.extent(), node: Ok(node) }),
            Err(Stop::Record(problem)) => Ok(Found { at: start..self.pass(outside).max(start), node: Err(problem) }),
            Err(Stop::File(problem)) => Err(problem),
        }
    }

    /// Passes the rest of a record that is not read; says where it ends.
    fn pass(&mut self, outside: usize) -> usize {
        let mut end = 0;
        while self.level > outside && self.broken.is_none() {
            match self.event() {
                Ok(Some((_, at))) => end = at.end,
                Ok(None) => break,
                Err(broken) => self.broken = Some(broken),
            }
        }
        end
    }

    fn event(&mut self) -> Result<Option<(Event<'static>, Range<usize>)>, Diagnostic> {
        let Some(next) = self.parser.next_event() else { return Ok(None) };
        let (event, at) = next.map_err(|error| self.scan_error(&error))?;
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => self.level += 1,
            Event::SequenceEnd | Event::MappingEnd => self.level = self.level.saturating_sub(1),
            _ => {}
        }
        let at = self.offsets.byte(at.start)..self.offsets.byte(at.end);
        Ok(Some((event, at)))
    }

    fn scan_error(&self, error: &ScanError) -> Diagnostic {
        let at = self.offsets.byte(*error.marker());
        if error.info().contains("recursion limit") {
            return too_deep(at..at + 1);
        }
        Diagnostic::error(Code::FactSyntax, span(&(at..at + 1)), format!("this is no YAML: {}", error.info()))
    }

    /// The event that belongs to the node being read.
    fn part(&mut self) -> Result<(Event<'static>, Range<usize>), Stop> {
        match self.event() {
            Ok(Some(part)) => Ok(part),
            Ok(None) => Err(Stop::File(syntax(&(0..0), "the text ends within a record".to_owned()))),
            Err(problem) => Err(Stop::File(problem)),
        }
    }

    /// The node that begins with an event, and may have so many levels.
    fn node(&mut self, event: Event<'static>, at: Range<usize>, levels: usize) -> Result<Node, Stop> {
        let (anchor, node) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                let content = scalar(text.into_owned(), style, tag.as_deref()).map_err(|tag| refused_tag(&at, tag))?;
                (anchor, Node { at, content })
            }
            Event::Alias(id) => return self.alias(id, at, levels),
            Event::SequenceStart(..) | Event::MappingStart(..) if levels == 0 => return Err(Stop::Record(too_deep(at))),
            Event::SequenceStart(anchor, tag) => {
                check_tag(&at, tag.as_deref(), "seq")?;
                (anchor, self.sequence(at, levels - 1)?)
            }
            Event::MappingStart(anchor, tag) => {
                check_tag(&at, tag.as_deref(), "map")?;
                (anchor, self.mapping(at, levels - 1)?)
            }
            _ => return Err(Stop::File(syntax(&at, "this is no YAML: a value is missing".to_owned()))),
        };
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn sequence(&mut self, start: Range<usize>, levels: usize) -> Result<Node, Stop> {
        let mut nodes = Vec::new();
        loop {
            let (event, at) = self.part()?;
            if event == Event::SequenceEnd {
                return Ok(Node { at: start.start..at.end, content: Content::Array(nodes) });
            }
            nodes.push(self.node(event, at, levels)?);
        }
    }

    fn mapping(&mut self, start: Range<usize>, levels: usize) -> Result<Node, Stop> {
        let mut entries = Vec::new();
        loop {
            let (event, key_at) = self.part()?;
            if event == Event::MappingEnd {
                return Ok(Node { at: start.start..key_at.end, content: Content::Object(entries) });
            }
            let key = self.key(event, &key_at)?;
            let (event, at) = self.part()?;
            entries.push(Entry { key, key_at, value: self.node(event, at, levels)? });
        }
    }

    fn key(&mut self, event: Event<'static>, at: &Range<usize>) -> Result<String, Stop> {
        let merge = matches!(&event, Event::Scalar(text, ScalarStyle::Plain, ..) if text == "<<");
        let key = match self.node(event, at.clone(), 0) {
            Ok(Node { content: Content::Text(text) | Content::Plain(text), .. }) => text,
            Ok(_) | Err(Stop::Record(_)) => return Err(Stop::Record(syntax(at, "a key must be a name".to_owned()))),
            Err(stop) => return Err(stop),
        };
        if merge {
            let problem = syntax(at, "the merge key `<<` is not read".to_owned());
            return Err(Stop::Record(problem.help("write the keys out, or give the whole object as an alias")));
        }
        Ok(key)
    }

    /// A copy of what an anchor named; all of it stands where the alias does.
    fn alias(&mut self, id: usize, at: Range<usize>, levels: usize) -> Result<Node, Stop> {
        let Some(anchored) = self.anchors.get(&id) else {
            return Err(Stop::Record(syntax(&at, "the alias stands within what it refers to".to_owned())));
        };
        let (weight, height) = measure(anchored);
        if height > levels {
            return Err(Stop::Record(too_deep(at)));
        }
        let Some(budget) = self.budget.checked_sub(weight) else {
            return Err(Stop::File(syntax(&at, "the aliases stand for more than 64 MB".to_owned())));
        };
        self.budget = budget;
        Ok(anchored.moved(&at))
    }
}

fn syntax(at: &Range<usize>, message: String) -> Diagnostic {
    Diagnostic::error(Code::FactSyntax, span(at), message)
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// A scalar by its style and its tag; the tag where it is none that YAML itself defines.
fn scalar(text: String, style: ScalarStyle, tag: Option<&Tag>) -> Result<Content, &Tag> {
    let plain = match tag {
        None => style == ScalarStyle::Plain,
        Some(tag) if !tag.is_yaml_core_schema() => return Err(tag),
        Some(tag) => match tag.suffix.as_str() {
            "str" => false,
            "null" => return Ok(Content::Null),
            "int" | "float" | "bool" | "timestamp" => true,
            _ => return Err(tag),
        },
    };
    Ok(match plain {
        false => Content::Text(text),
        true if is_null(&text) => Content::Null,
        true => Content::Plain(text),
    })
}

fn check_tag(at: &Range<usize>, tag: Option<&Tag>, own: &str) -> Result<(), Stop> {
    match tag {
        Some(tag) if !tag.is_yaml_core_schema() || tag.suffix != own => Err(refused_tag(at, tag)),
        _ => Ok(()),
    }
}

fn refused_tag(at: &Range<usize>, tag: &Tag) -> Stop {
    let name = if tag.is_yaml_core_schema() { format!("!!{}", tag.suffix) } else { format!("{}{}", tag.handle, tag.suffix) };
    Stop::Record(syntax(at, format!("the tag `{}` has no meaning in a fact file", clip(&name))))
}

/// How many bytes a node takes, and how many levels it has.
fn measure(node: &Node) -> (usize, usize) {
    const EACH: usize = 96;
    let sum = |(weight, height): (usize, usize), (more, inner): (usize, usize)| (weight + more, height.max(inner + 1));
    match &node.content {
        Content::Object(entries) => {
            let parts = entries.iter().map(|entry| (measure(&entry.value), entry.key.len()));
            parts.map(|((weight, height), key)| (weight + key, height)).fold((EACH, 1), sum)
        }
        Content::Array(nodes) => nodes.iter().map(measure).fold((EACH, 1), sum),
        Content::Text(text) | Content::Plain(text) | Content::Number(text) | Content::Moment(text) => (EACH + text.len(), 0),
        Content::Truth(_) | Content::Null => (EACH, 0),
    }
}

/// The characters of a text that is shared.
struct Chars {
    text: Arc<str>,
    at: usize,
}

impl Iterator for Chars {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let next = self.text.get(self.at..)?.chars().next()?;
        self.at += next.len_utf8();
        Some(next)
    }
}

/// Turns places that are counted in characters into bytes.
struct Offsets {
    text: Arc<str>,
    /// the byte at which every `STEP`th character begins; nothing where each character is a byte
    known: Vec<usize>,
}

impl Offsets {
    const STEP: usize = 32;

    fn new(text: Arc<str>) -> Self {
        let is_plain = text.is_ascii();
        let known = if is_plain { Vec::new() } else { text.char_indices().step_by(Self::STEP).map(|(at, _)| at).collect() };
        Self { text, known }
    }

    fn byte(&self, marker: Marker) -> usize {
        if self.known.is_empty() {
            return marker.index().min(self.text.len());
        }
        let Some(start) = self.known.get(marker.index() / Self::STEP).copied() else { return self.text.len() };
        let mut rest = self.text.get(start..).unwrap_or("").char_indices();
        rest.nth(marker.index() % Self::STEP).map_or(self.text.len(), |(at, _)| start + at)
    }
}
