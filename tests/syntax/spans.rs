use pretty_assertions::assert_eq;

use crate::{SAMPLE, covered, read};
use caveat::source::{FileId, Span};
use caveat::syntax::ast::{Expression, ExpressionKind, Item, ItemKind, Piece, Table};

/// The places in a tree, read from its debug form.
fn places(tree: &str) -> Vec<Span> {
    let parts = tree.split("start: ").skip(1);
    parts
        .map(|part| {
            let mut numbers = part.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).map(|n| n.parse().unwrap());
            Span { file: FileId(0), start: numbers.next().unwrap(), end: numbers.next().unwrap() }
        })
        .collect()
}

fn check_places(text: &str) {
    for span in places(&format!("{:?}", read(text))) {
        let part = covered(text, span);
        assert_eq!(part, part.trim(), "at {span:?}");
        let last = part.rsplit('\n').next().unwrap();
        assert!(!last.contains("//") || last.trim_end().ends_with(['"', '|', '}']), "a comment ends {part:?}");
    }
}

#[test]
fn no_place_ends_in_blanks_or_comments() {
    check_places(SAMPLE);
    check_places(&SAMPLE.replace('\n', "  // a comment\n"));
    check_places(&SAMPLE.replace('\n', "\r\n"));
}

fn body(text: &str) -> Expression {
    match read(text).items.into_iter().next() {
        Some(Item { kind: ItemKind::Define(define), .. }) => define.body,
        other => panic!("{other:?}"),
    }
}

#[test]
fn expressions_cover_what_they_say() {
    let text = "define x = // 左\n not a.b is c + ( d ) // e\n and not (f in {g, h} ) // end";
    let both = body(text);
    assert_eq!(covered(text, both.span), "not a.b is c + ( d ) // e\n and not (f in {g, h} )");
    let ExpressionKind::And(operands) = &both.kind else { panic!("{both:?}") };
    let parts: Vec<&str> = operands.iter().map(|operand| covered(text, operand.span)).collect();
    assert_eq!(parts, ["not a.b is c + ( d )", "not (f in {g, h} )"]);
    let ExpressionKind::Not(is) = &operands[0].kind else { panic!("{operands:?}") };
    let ExpressionKind::Is { left, right, .. } = &is.kind else { panic!("{is:?}") };
    assert_eq!([is.span, left.span, right.span].map(|span| covered(text, span)), ["a.b is c + ( d )", "a.b", "c + ( d )"]);
    let ExpressionKind::Path(path) = &left.kind else { panic!("{left:?}") };
    assert_eq!(covered(text, path.segments[1].span), "b");
}

#[test]
fn holes_stand_where_they_are_written() {
    let text = r#"message m { en "后 \" \{ \n{ a.b }" "{c + 1}" }"#;
    let file = read(text);
    let ItemKind::Message(message) = &file.items[0].kind else { panic!() };
    let (language, en) = &message.texts.by_language[0];
    let holes = en.pieces.iter().filter_map(|piece| match piece {
        Piece::Hole(hole) => Some(covered(text, hole.span)),
        Piece::Words(_) => None,
    });
    assert_eq!(holes.collect::<Vec<_>>(), ["a.b", "c + 1"]);
    assert_eq!(covered(text, en.span), r#""后 \" \{ \n{ a.b }" "{c + 1}""#);
    assert_eq!(covered(text, language.span), "en");
}

fn table(text: &str) -> Table {
    match read(text).items.into_iter().next() {
        Some(Item { kind: ItemKind::Table(table), .. }) => table,
        other => panic!("{other:?}"),
    }
}

#[test]
fn cells_stand_where_they_are_written() {
    let text = "table t { // 表\n |  类 |\n }".replace("类", "a.b | =>  t ") + "";
    let text = text.replace("|\n }", "|\n | - | -- | \n |\t\"甲\", c |permit| // 注\n }");
    let table = table(&text);
    let columns: Vec<&str> = table.columns.iter().map(|column| covered(&text, column.span)).collect();
    assert_eq!(columns, ["a.b", "=>  t"]);
    let row = &table.rows[0];
    assert_eq!(covered(&text, row.span), "|\t\"甲\", c |permit|");
    let cells: Vec<&str> = row.cells.iter().map(|cell| covered(&text, cell.span)).collect();
    assert_eq!(cells, ["\"甲\", c", "permit"]);
}

#[test]
fn declarations_and_clauses_cover_what_they_say() {
    let text = "/// doc\nrule r { // one\n forbid d remedy by a en \"x\" // two\n makes b is c // three\n effective from 2024-08-01 // four\n} // five\nactor a // six\n";
    let file = read(text);
    let items: Vec<&str> = file.items.iter().map(|item| covered(text, item.span)).collect();
    assert!(items[0].starts_with("rule r") && items[0].ends_with("// four\n}"), "{items:?}");
    assert_eq!(items[1], "actor a");
    let ItemKind::Rule(rule) = &file.items[0].kind else { panic!() };
    assert_eq!(covered(text, rule.remedies[0].span), "remedy by a en \"x\" // two\n makes b is c");
    assert_eq!(rule.conditions.effective.map(|effective| covered(text, effective.span)), Some("effective from 2024-08-01"));
}
