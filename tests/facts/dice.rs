//! Random facts as JSON: mostly right, in any order, with blanks and escapes anywhere, and now and then something wrong.

use std::fmt::Write as _;

use caveat::model::vocabulary::{Element, Key, Kind, RecordId, Scalar, Shape, Vocabulary};
use fastrand::Rng;

pub struct Dice<'v> {
    pub vocabulary: &'v Vocabulary,
    pub rng: Rng,
    /// how often something is wrong, in thousandths
    pub trouble: u32,
}

impl Dice<'_> {
    fn trouble(&mut self) -> bool {
        self.rng.u32(..1_000) < self.trouble
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.rng.usize(..from.len())]
    }

    fn blank(&mut self) -> &'static str {
        if self.rng.u8(..12) == 0 { self.pick(&[" ", "  ", "\n", " \r\n ", "\n                    "]) } else { "" }
    }

    pub fn record(&mut self) -> String {
        let mut entries = vec![("now".to_owned(), self.scalar(Scalar::Time))];
        for (name, entity) in &self.vocabulary.entities {
            let null = entity.optional && self.rng.bool() || self.trouble();
            entries.push((name.clone(), if null { "null".to_owned() } else { self.shape(&entity.shape) }));
        }
        self.object(entries)
    }

    fn shape(&mut self, shape: &Shape) -> String {
        let mut entries = Vec::new();
        for (name, key) in &shape.keys {
            let value = match key {
                Key::Object(inner) => self.shape(inner),
                Key::Fact(id) => self.value(self.vocabulary.fact(*id).unwrap().kind),
            };
            entries.push((name.clone(), value));
        }
        self.object(entries)
    }

    fn object(&mut self, mut entries: Vec<(String, String)>) -> String {
        entries.retain(|_| self.rng.u8(..5) > 0);
        if self.rng.bool() {
            self.rng.shuffle(&mut entries);
        }
        if self.trouble() {
            entries.push((self.pick(&["statu", "Network", "", "é", "id ", "x"]).to_owned(), self.junk(3)));
        }
        if self.trouble() && !entries.is_empty() {
            entries.push(entries[self.rng.usize(..entries.len())].clone());
        }
        let mut written = Vec::new();
        for (name, value) in entries {
            let key = self.text(&name);
            written.push(format!("{}{key}{}:{}{value}{}", self.blank(), self.blank(), self.blank(), self.blank()));
        }
        format!("{{{}}}", written.join(","))
    }

    fn value(&mut self, kind: Kind) -> String {
        if self.trouble() {
            return self.junk(3);
        }
        match kind {
            Kind::Scalar { optional: true, .. } if self.rng.u8(..3) == 0 => "null".to_owned(),
            Kind::Scalar { scalar, .. } => self.scalar(scalar),
            Kind::Set(element) => self.set(element),
            Kind::List(of) => self.list(of),
        }
    }

    fn scalar(&mut self, scalar: Scalar) -> String {
        if self.trouble() {
            return self.junk(2);
        }
        let wrong = self.trouble();
        match scalar {
            Scalar::YesNo => self.pick(&["true", "false"]).to_owned(),
            Scalar::Integer => {
                self.number(if wrong { &["1.5", "1234567890123456", "1e20"] } else { &["0", "-12", "999999999999999", "1e3", "5.0"] })
            }
            Scalar::Number => {
                self.number(if wrong { &["1e-30", "1E99", "9e15"] } else { &["0", "-0.10", "1e-3", "0.12345678901234567891"] })
            }
            Scalar::Money(currency) if self.rng.bool() => {
                let amount = self.number(&["0", "99.50", "-1"]);
                let code = if wrong { self.pick(&["EUR", "cny", "", "USD "]) } else { currency.code() };
                self.text(&format!("{amount} {code}"))
            }
            Scalar::Money(_) => self.number(&["0", "99.50", "\"99.50\"", "1e2"]),
            Scalar::Text => {
                let text = self.pick(&["", "a", "中文", "a \"b\"\\", "line\nline", "😀", "null", "...", "i-bp1g6zv0ce8oghu7k***"]);
                self.text(text)
            }
            Scalar::Time => {
                let good = ["2024-08-01T10:00+08:00", "2017-12-10T04:04Z", "2016-12-31T23:59:60.5Z", "2024-08-01 10:00:30-0330"];
                let bad = ["2024-08-01", "2024-08-01T10:00", "2024-13-01T10:00Z", "later", "2024-08-01T10:00+99:00"];
                let text = if wrong { self.pick(&bad) } else { self.pick(&good) };
                self.text(text)
            }
            Scalar::Date => {
                let text = if wrong {
                    self.pick(&["2024-02-30", "2024-1-1", "2024-08-01T10:00Z"])
                } else {
                    self.pick(&["2024-02-29", "1970-01-01"])
                };
                self.text(text)
            }
            Scalar::Duration => {
                let text =
                    if wrong { self.pick(&["1 month", "P1Y", "5", "9e9 days"]) } else { self.pick(&["5 days", "PT72H", "1 day 2 hours"]) };
                self.text(text)
            }
            Scalar::Enum(id) => {
                let members: Vec<_> = self.vocabulary.enumeration(id).unwrap().members.keys().map(String::as_str).collect();
                let text = if wrong { self.pick(&["vps", "VPC", ""]) } else { self.pick(&members) };
                self.text(text)
            }
        }
    }

    fn number(&mut self, from: &[&str]) -> String {
        if self.rng.bool() { self.rng.i32(-9999..9999).to_string() } else { self.pick(from).to_owned() }
    }

    fn set(&mut self, element: Element) -> String {
        let mut members = Vec::new();
        match element {
            Element::Text => members.extend((0..self.rng.usize(..20)).map(|n| format!("t{n}"))),
            Element::Enum(id) => members.extend(self.vocabulary.enumeration(id).unwrap().members.keys().cloned()),
        }
        members.retain(|_| self.rng.bool());
        if self.trouble() && !members.is_empty() {
            members.insert(0, members[self.rng.usize(..members.len())].clone());
        }
        let mut written: Vec<_> = members.iter().map(|member| self.text(member)).collect();
        self.open(&mut written);
        self.array(&written)
    }

    fn list(&mut self, of: RecordId) -> String {
        let fields = &self.vocabulary.record(of).unwrap().fields;
        let mut members = Vec::new();
        for n in 0..self.rng.usize(..12) {
            let mut entries: Vec<_> =
                fields.iter().filter(|(name, _)| *name != "id").map(|(name, field)| (name.clone(), self.value(field.kind))).collect();
            let id = if self.trouble() { 0 } else { n };
            entries.push(("id".to_owned(), self.text(&format!("d-{id}"))));
            entries.retain(|(name, _)| fields.contains_key(name));
            members.push(self.object(entries));
        }
        self.open(&mut members);
        self.array(&members)
    }

    fn open(&mut self, members: &mut Vec<String>) {
        if self.rng.u8(..4) == 0 {
            members.push(self.text("..."));
        }
        if self.trouble() {
            members.insert(0, self.text("..."));
        }
    }

    fn array(&mut self, members: &[String]) -> String {
        let between = format!("{},{}", self.blank(), self.blank());
        format!("[{}{}{}]", self.blank(), members.join(&between), self.blank())
    }

    /// A text in quotes; any of its characters may be an escape.
    fn text(&mut self, text: &str) -> String {
        let mut written = String::from("\"");
        for c in text.chars() {
            match c {
                '\n' => written += "\\n",
                '"' | '\\' => written.extend(['\\', c]),
                _ if self.rng.u8(..60) == 0 => escape(&mut written, c),
                _ => written.push(c),
            }
        }
        written + "\""
    }

    /// Anything at all.
    fn junk(&mut self, levels: usize) -> String {
        let scalars = [
            "null",
            "true",
            "0",
            "-1.5e3",
            "\"\"",
            "\"...\"",
            "\"vpc\"",
            "\"2024-01-01\"",
            "{}",
            "[]",
            "[null]",
            "{\"id\": 1}",
            "[[\"\\u0041\"]]",
        ];
        if levels == 0 || self.rng.bool() {
            return self.pick(&scalars).to_owned();
        }
        let (one, two) = (self.junk(levels - 1), self.junk(levels - 1));
        if self.rng.bool() { self.array(&[one, two]) } else { self.object(vec![("id".to_owned(), one), ("zone".to_owned(), two)]) }
    }

    /// The same bytes but for one place.
    pub fn mutate(&mut self, bytes: &mut Vec<u8>) {
        let at = self.rng.usize(..=bytes.len());
        let other = *self
            .pick(&[
                "\"", "{", "}", "[", "]", ",", ":", "\\", "0", "-", ".", "e", "\n", " ", "\t", "\0", "\u{1}", "é", "n", "'", "#", "&a ",
                "*a", "!", "=", "u",
            ])
            .as_bytes()
            .first()
            .unwrap();
        match self.rng.u8(..4) {
            0 if at < bytes.len() => _ = bytes.remove(at),
            1 if at < bytes.len() => bytes[at] = other,
            2 if at < bytes.len() => bytes[at] = self.rng.u8(..),
            3 if self.rng.u8(..8) == 0 => bytes.truncate(at),
            _ => bytes.insert(at, other),
        }
    }
}

/// `\u4e2d`, or a pair of them.
fn escape(written: &mut String, c: char) {
    for unit in c.encode_utf16(&mut [0; 2]) {
        write!(written, "\\u{unit:04x}").unwrap();
    }
}
