//! An explanation as a graph for Graphviz: a node a step, thick lines to what decided it.

use std::fmt::Write;

use super::super::json::{ProofTree, Status, StepKind};
use super::super::layout::visible;
use super::super::words::{Language, Word};
use super::json::Told;

/// A graph of one explanation.
#[must_use]
pub fn render(told: &Told, language: Language) -> String {
    let mut graph = Graph { text: String::new(), count: 0 };
    let name = told.case.name();
    let answer = told.verdict.map_or(told.aside.value.as_str(), |verdict| Word::of_verdict(verdict).text(language));
    graph.line(&format!("digraph {} {{", quoted(name)));
    graph.line("  graph [rankdir=LR, charset=\"UTF-8\"];");
    graph.line("  node [fontname=\"sans-serif\", fontsize=10, shape=box];");
    graph.line("  edge [arrowhead=none];");
    let root = graph.node(&language.with_colon(&told.case.decision, answer), "shape=doubleoctagon");
    for rule in &told.rules {
        let status = Word::of_status(rule.status).text(language);
        let colour = match rule.status {
            Status::Applies => "color=\"#b3261e\", penwidth=2",
            Status::Unknown => "color=\"#b26a00\", penwidth=2",
            _ => "color=\"#6b7280\"",
        };
        let node = graph.node(&language.with_colon(&rule.head.title, status), &format!("style=rounded, {colour}"));
        graph.edge(root, node, rule.decides);
        for part in rule.proof.iter().flat_map(|proof| &proof.parts) {
            graph.tree(node, part, language);
        }
    }
    graph.line("}");
    graph.text
}

struct Graph {
    text: String,
    count: usize,
}

impl Graph {
    fn line(&mut self, line: &str) {
        self.text.extend([line, "\n"]);
    }

    fn node(&mut self, label: &str, look: &str) -> usize {
        let id = self.count;
        self.count += 1;
        self.line(&format!("  n{id} [label={}, {look}];", quoted(label)));
        id
    }

    fn edge(&mut self, from: usize, to: usize, decides: bool) {
        let look = if decides { "penwidth=2" } else { "style=dashed" };
        self.line(&format!("  n{from} -> n{to} [{look}];"));
    }

    fn tree(&mut self, above: usize, tree: &ProofTree, language: Language) {
        let mut label = if tree.answer.is_empty() { tree.step.clone() } else { language.with_colon(&tree.step, &tree.answer) };
        if let Some(at) = &tree.at {
            let _ = write!(label, "\n{}:{}:{}", at.file, at.line, at.column);
        }
        let node = self.node(&label, look(tree.kind));
        self.edge(above, node, tree.decides);
        for part in &tree.parts {
            self.tree(node, part, language);
        }
    }
}

fn look(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Fact => "shape=note",
        StepKind::Rule | StepKind::Exception | StepKind::Decision => "style=rounded",
        StepKind::Table | StepKind::Row | StepKind::Cell => "shape=component",
        StepKind::More => "shape=plaintext",
        StepKind::Clause | StepKind::Condition | StepKind::Term | StepKind::Member | StepKind::Definition => "shape=box",
    }
}

/// A quoted string of the DOT language. A backslash would begin an escape, and what steers a terminal is shown by its number.
fn quoted(text: &str) -> String {
    let escaped = visible(text).replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_label_cannot_end_early() {
        assert_eq!(quoted("a \"b\" \\ c\nd\u{7}"), "\"a \\\"b\\\" \\\\ c\\nd\\\\u{7}\"");
    }
}
