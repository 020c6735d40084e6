//! Nodes into the slots of a record, with everything that is wrong about them.

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::reads::Reads;
use crate::model::vocabulary::{
    Constant, Element, Entity, EntityId, EnumId, FactId, FieldId, Key, Kind, RecordId, Scalar, Shape, Vocabulary,
};

use super::name::slot_text;
use super::node::{Content, Entry, Node, span};
use super::places::{Notes, Told};
use super::record::{Presence, Record, Slot};
use super::repeated::repeated;
use super::scalar::{self, Problem};
use super::words::{self, Place, clip};

/// Fills a record that has just been cleared, and gives all that is wrong with it.
pub fn fill(
    (vocabulary, reads, ignore_unknown): (&Vocabulary, &Reads, bool),
    node: &Node,
    record: &mut Record,
    notes: Option<&mut Notes>,
) -> Vec<Diagnostic> {
    let mut walk = Walk { vocabulary, reads, ignore_unknown, record, problems: Vec::new(), notes, about: FactId(0) };
    walk.record(node);
    walk.problems.sort_by_key(Diagnostic::span);
    walk.problems
}

struct Walk<'a> {
    vocabulary: &'a Vocabulary,
    /// what is read of it
    reads: &'a Reads,
    ignore_unknown: bool,
    record: &'a mut Record,
    problems: Vec<Diagnostic>,
    /// where facts stand, if that is taken down
    notes: Option<&'a mut Notes>,
    /// the fact that is being read
    about: FactId,
}

/// What has keys: its path, and the keys it may have. The path of the record itself is empty.
struct Owner<'a> {
    path: &'a str,
    known: Vec<&'a str>,
}

impl Walk<'_> {
    fn record(&mut self, node: &Node) {
        let Content::Object(entries) = &node.content else {
            return self.problems.push(words::wrong_type(Place::Record, "an object that holds the facts of each entity", node));
        };
        let vocabulary = self.vocabulary;
        let known = vocabulary.entities.keys().map(String::as_str).chain(["now"]).collect();
        let owner = Owner { path: "", known };
        let find = |key: &str| match key {
            "now" => Some(None),
            _ => vocabulary.entities.get_full(key).map(|(index, _, entity)| Some((index, entity))),
        };
        for (found, entry) in self.keys(entries, &owner, find) {
            match found {
                Some((index, entity)) => self.entity(EntityId(place_of(index)), entity, &entry.value),
                None => self.now(&entry.value),
            }
        }
    }

    fn note(&mut self, told: Told, node: &Node) {
        if let Some(notes) = &mut self.notes {
            notes.found.push((told, notes.base + node.at.start));
        }
    }

    fn now(&mut self, node: &Node) {
        self.note(Told::Now, node);
        if let Some(Slot::Instant(seconds)) = self.value(node, Kind::Scalar { scalar: Scalar::Time, optional: false }, Place::Fact("now")) {
            self.record.now = Some(seconds);
        }
    }

    fn entity(&mut self, id: EntityId, entity: &Entity, node: &Node) {
        self.note(Told::Entity(id), node);
        match &node.content {
            Content::Null if entity.optional => self.record.make_absent(self.vocabulary, id),
            Content::Object(entries) => {
                self.record.set_presence(id, Presence::Given);
                self.shape(entries, &entity.shape, &entity.name);
            }
            _ => self.not_an_object(node, &entity.name),
        }
    }

    /// The facts of an entity, or of an object within it.
    fn shape(&mut self, entries: &[Entry], shape: &Shape, path: &str) {
        let owner = Owner { path, known: shape.keys.keys().map(String::as_str).collect() };
        for (key, entry) in self.keys(entries, &owner, |name| shape.keys.get(name)) {
            match (key, &entry.value.content) {
                (Key::Fact(id), _) => self.fact(*id, &entry.value),
                (Key::Object(inner), Content::Object(entries)) => self.shape(entries, inner, &format!("{path}.{}", entry.key)),
                (Key::Object(_), _) => self.not_an_object(&entry.value, &format!("{path}.{}", entry.key)),
            }
        }
    }

    fn not_an_object(&mut self, node: &Node, path: &str) {
        self.problems.push(match node.content {
            Content::Null => words::unexpected_null(Place::Fact(path), node),
            _ => words::wrong_type(Place::Fact(path), "an object that holds its facts", node),
        });
    }

    fn fact(&mut self, id: FactId, node: &Node) {
        let Some(fact) = self.vocabulary.fact(id) else { return };
        if !self.reads.has(id) {
            return;
        }
        self.note(Told::Fact(id), node);
        self.about = id;
        if let Some(slot) = self.value(node, fact.kind, Place::Fact(&fact.path)) {
            self.record.set_slot(id, slot);
        }
    }

    /// The keys that are known, each once; the others are problems.
    fn keys<'n, T>(&mut self, entries: &'n [Entry], owner: &Owner<'_>, find: impl Fn(&str) -> Option<T>) -> Vec<(T, &'n Entry)> {
        let mut first = IndexMap::new();
        let mut known = Vec::with_capacity(entries.len());
        for entry in entries {
            let Some(target) = find(&entry.key) else {
                self.unknown_key(entry, owner);
                continue;
            };
            if let Some(before) = first.get(entry.key.as_str()).copied() {
                let message = match owner.path {
                    "" => format!("`{}` stands twice in the record", entry.key),
                    path => format!("`{}` stands twice in `{path}`", entry.key),
                };
                let again = Diagnostic::error(Code::DuplicateKey, span(&entry.key_at), message).saying("here again");
                self.problems.push(again.and(span(before), "here first"));
            } else {
                first.insert(entry.key.as_str(), &entry.key_at);
                known.push((target, entry));
            }
        }
        known
    }

    fn unknown_key(&mut self, entry: &Entry, owner: &Owner<'_>) {
        if self.ignore_unknown {
            return;
        }
        let message = match owner.path {
            "" => format!("no entity is called `{}`", clip(&entry.key)),
            path => format!("`{path}` has no field `{}`", clip(&entry.key)),
        };
        self.problems.push(words::unknown(Code::UnknownKey, &entry.key_at, message, &entry.key, owner.known.iter().copied()));
    }

    /// A value of a kind; nothing where it is a problem.
    fn value(&mut self, node: &Node, kind: Kind, place: Place<'_>) -> Option<Slot> {
        match (kind, &node.content) {
            (Kind::Scalar { optional: true, .. }, Content::Null) => Some(Slot::None),
            (_, Content::Null) => self.problem(words::unexpected_null(place, node)),
            (Kind::Scalar { scalar, .. }, _) => self.scalar(node, scalar, place),
            (Kind::Set(element), Content::Array(nodes)) => Some(self.set(nodes, element, place)),
            (Kind::List(record), Content::Array(nodes)) => Some(self.list(nodes, record, place)),
            _ => self.problem(words::wrong_type(place, &words::expected_collection(self.vocabulary, kind), node)),
        }
    }

    fn problem<T>(&mut self, problem: Diagnostic) -> Option<T> {
        self.problems.push(problem);
        None
    }

    fn scalar(&mut self, node: &Node, scalar: Scalar, place: Place<'_>) -> Option<Slot> {
        let read = match (scalar, &node.content) {
            (Scalar::YesNo, Content::Truth(yes)) => return Some(Slot::Truth(*yes)),
            (Scalar::YesNo, Content::Plain(text)) => match text.as_str() {
                "true" | "yes" => return Some(Slot::Truth(true)),
                "false" | "no" => return Some(Slot::Truth(false)),
                _ => None,
            },
            (Scalar::Text, Content::Text(text) | Content::Plain(text)) => return Some(self.record.keep_text(text)),
            (Scalar::Enum(id), Content::Text(text) | Content::Plain(text)) => return self.member(id, node, text),
            (_, Content::Plain(text)) => Some((text, plain(self.vocabulary, scalar, text))),
            (Scalar::Integer | Scalar::Number, Content::Number(text))
            | (Scalar::Money(_), Content::Number(text) | Content::Text(text))
            | (Scalar::Time | Scalar::Date, Content::Moment(text) | Content::Text(text))
            | (Scalar::Duration, Content::Text(text)) => Some((text, read(self.vocabulary, scalar, text))),
            _ => None,
        };
        match read {
            Some((_, Ok(constant))) => Some(self.record.keep_constant(&constant)),
            Some((text, Err(problem))) => self.problem(words::unreadable(self.vocabulary, place, scalar, (node, text), problem)),
            None => self.problem(words::wrong_type(place, &words::expected(self.vocabulary, scalar), node)),
        }
    }

    fn member(&mut self, id: EnumId, node: &Node, name: &str) -> Option<Slot> {
        let of = self.vocabulary.enumeration(id)?;
        if let Some(index) = of.members.get_index_of(name) {
            return Some(Slot::Member(place_of(index)));
        }
        let message = format!("`{}` has no member `{}`", of.name, clip(name));
        let members = of.members.keys().map(String::as_str);
        let unknown = words::unknown(Code::UnknownMember, &node.at, message, name, members.clone());
        self.problem(unknown.help(format!("its members are {}", words::listed(members))))
    }

    fn set(&mut self, nodes: &[Node], element: Element, place: Place<'_>) -> Slot {
        let (nodes, open) = self.closed(nodes, place);
        let kind = Kind::Scalar { scalar: element.scalar(), optional: false };
        let mut member = |node| if is_rest(node) { None } else { self.value(node, kind, Place::Among(&place)) };
        let members: Vec<_> = nodes.iter().map(|node| member(node).unwrap_or_default()).collect();
        for (first, again) in repeated(self.record, members.iter().copied()) {
            let name = members.get(again).and_then(|slot| slot_text(self.vocabulary, self.record, kind, *slot));
            let message = format!("`{}` stands twice in {place}", clip(&name.unwrap_or_default()));
            self.twice(message, nodes.get(first), nodes.get(again));
        }
        let set = self.record.new_set(open);
        if let Some(facts) = self.record.set_mut(set) {
            facts.yes = members;
        }
        set
    }

    fn list(&mut self, nodes: &[Node], record: RecordId, place: Place<'_>) -> Slot {
        let (nodes, open) = self.closed(nodes, place);
        let list = self.record.new_list(self.vocabulary, record, open);
        for node in nodes {
            let index = self.record.push_member(list);
            match &node.content {
                Content::Object(entries) => self.fields(entries, record, list, index, place),
                Content::Null => self.problems.push(words::unexpected_null(Place::Among(&place), node)),
                _ if is_rest(node) => {}
                _ => self.problems.push(words::wrong_type(Place::Among(&place), "an object that holds its facts", node)),
            }
        }
        self.namesakes(nodes, record, list, place);
        list
    }

    /// The facts of a list's member.
    fn fields(&mut self, entries: &[Entry], record: RecordId, list: Slot, index: u32, place: Place<'_>) {
        let Some(of) = self.vocabulary.record(record) else { return };
        let Place::Fact(path) = place else { return };
        let owner = Owner { path: &format!("{path}(#{})", index + 1), known: of.fields.keys().map(String::as_str).collect() };
        for ((field, _, fact), entry) in self.keys(entries, &owner, |name| of.fields.get_full(name)) {
            let id = FieldId(place_of(field));
            if !self.reads.has_field(record, id) {
                continue;
            }
            self.note(Told::Field(self.about, index, id), &entry.value);
            let place = Place::Field { list: path, index, field: &entry.key };
            if let Some(slot) = self.value(&entry.value, fact.kind, place) {
                self.record.set_member_slot(list, index, id, slot);
            }
        }
    }

    /// Members of one name.
    fn namesakes(&mut self, nodes: &[Node], record: RecordId, list: Slot, place: Place<'_>) {
        let Some(of) = self.vocabulary.record(record) else { return };
        let Some((key, by)) = of.by.and_then(|by| of.fields.get_index(by.index())) else { return };
        let names: Vec<_> = self.record.identities(self.vocabulary, list).collect();
        let node_of = |index: usize| match &nodes.get(index)?.content {
            Content::Object(entries) => entries.iter().find(|entry| entry.key == *key).map(|entry| &entry.value),
            _ => None,
        };
        for (first, again) in repeated(self.record, names.iter().copied()) {
            let name = names.get(again).and_then(|slot| slot_text(self.vocabulary, self.record, by.kind, *slot));
            let message = format!("{place} has two members called `{}`", clip(&name.unwrap_or_default()));
            self.twice(message, node_of(first), node_of(again));
        }
    }

    fn twice(&mut self, message: String, first: Option<&Node>, again: Option<&Node>) {
        let (Some(first), Some(again)) = (first, again) else { return };
        let diagnostic = Diagnostic::error(Code::DuplicateMember, span(&again.at), message).saying("here again");
        self.problems.push(diagnostic.and(span(&first.at), "here first"));
    }

    /// The members without the `"..."` at the end, and whether it stood there.
    fn closed<'n>(&mut self, nodes: &'n [Node], place: Place<'_>) -> (&'n [Node], bool) {
        let (nodes, open) = match nodes.split_last() {
            Some((last, before)) if is_rest(last) => (before, true),
            _ => (nodes, false),
        };
        for node in nodes.iter().filter(|node| is_rest(node)) {
            let message = format!("`...` stands only at the end of {place}");
            self.problems.push(Diagnostic::error(Code::WrongType, span(&node.at), message));
        }
        (nodes, open)
    }
}

fn is_rest(node: &Node) -> bool {
    matches!(&node.content, Content::Text(text) | Content::Plain(text) if text == "...")
}

/// Reads a text that stands in quotes, or a number.
fn read(vocabulary: &Vocabulary, scalar: Scalar, text: &str) -> Result<Constant, Problem> {
    Ok(match scalar {
        Scalar::Integer => Constant::Number(scalar::integer(text)?),
        Scalar::Number => Constant::Number(scalar::number(text)?),
        Scalar::Money(currency) => Constant::Number(scalar::money(text, currency)?),
        Scalar::Time => Constant::Instant(scalar::time(text)?),
        Scalar::Date => Constant::Instant(scalar::date(text, vocabulary.zone)?),
        Scalar::Duration => Constant::Duration(scalar::duration(text)?),
        Scalar::YesNo | Scalar::Text | Scalar::Enum(_) => return Err(Problem::Unlike),
    })
}

/// Reads a text that stands without quotes.
fn plain(vocabulary: &Vocabulary, scalar: Scalar, text: &str) -> Result<Constant, Problem> {
    let numeric = matches!(scalar, Scalar::Integer | Scalar::Number | Scalar::Money(_));
    if numeric && scalar::has_leading_zero(text) { Err(Problem::LeadingZero) } else { read(vocabulary, scalar, text) }
}

fn place_of(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
