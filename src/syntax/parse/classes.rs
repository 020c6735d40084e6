//! What the grammar expected, in an author's words.

use super::Rule;

/// How many things a message lists.
const LISTED: usize = 5;
/// From how many keywords on a message says "a clause".
const MANY: usize = 3;

/// What may come next, as in "an expression, `)` or `,`"; empty where it has no words for it.
pub fn expected(positives: &[Rule], whole: Rule) -> String {
    let wanted = |kinds: &[Rule]| positives.iter().any(|kind| kinds.contains(kind));
    let mut list: Vec<String> = PHRASES.iter().filter(|(_, kinds)| wanted(kinds)).map(|(phrase, _)| (*phrase).to_owned()).collect();
    list.extend(marks(positives));
    list.extend(keywords(positives));
    if positives.contains(&Rule::EOI) {
        list.push(end_of(whole).to_owned());
    }
    list.truncate(LISTED);
    enumerate(&list)
}

/// Classes of rules, in the order in which a message names them.
const PHRASES: &[(&str, &[Rule])] = &[
    ("an expression", EXPRESSIONS),
    ("an operator", OPERATORS),
    ("a name", &[Rule::name, Rule::word, Rule::field, Rule::member, Rule::assignment, Rule::setting, Rule::reference]),
    ("a fact", &[Rule::path, Rule::needed, Rule::path_cell]),
    ("the name of a clause", &[Rule::dotted]),
    ("the name of a lint such as `magic-number`", &[Rule::lint_name]),
    ("a type such as `yes_no`", &[Rule::r#type]),
    ("a date such as `2024-08-01`", &[Rule::time]),
    ("a text in quotes", &[Rule::quote, Rule::text]),
    ("a text such as `en \"…\"`", &[Rule::language, Rule::texts]),
    ("an expectation such as `permitted`", &[Rule::expectation, Rule::expect_cell]),
    ("a remedy such as `wait`", &[Rule::remedy, Rule::expect_remedy]),
    ("an element in braces", &[Rule::element]),
    ("a declaration", &[Rule::item]),
    ("the name of a message, or nothing", &[Rule::name_cell]),
    ("names of clauses, or nothing", &[Rule::cite_cell]),
];

/// The rules that are the beginning of an expression.
pub const EXPRESSIONS: &[Rule] = &[
    Rule::expression,
    Rule::negation,
    Rule::comparison,
    Rule::sum,
    Rule::product,
    Rule::primary,
    Rule::value,
    Rule::choice,
    Rule::literal,
    Rule::any_of,
    Rule::set,
    Rule::hole,
    Rule::header_cell,
    Rule::condition_cell,
    Rule::output_cell,
    Rule::outline_cell,
];

/// The rules that go on with an expression.
pub const OPERATORS: &[Rule] = &[
    Rule::connective,
    Rule::test,
    Rule::additive,
    Rule::star,
    Rule::order,
    Rule::comparer,
    Rule::range_dots,
    Rule::span_dots,
    Rule::k_among,
];

/// The marks, but for those that are part of an expression.
fn marks(positives: &[Rule]) -> Vec<String> {
    const MARKS: &[(Rule, &str)] = &[
        (Rule::open, "{"),
        (Rule::close, "}"),
        (Rule::lparen, "("),
        (Rule::rparen, ")"),
        (Rule::lbracket, "["),
        (Rule::rbracket, "]"),
        (Rule::comma, ","),
        (Rule::equals, "="),
        (Rule::colon, ":"),
        (Rule::pipe, "|"),
    ];
    MARKS.iter().filter(|(kind, _)| positives.contains(kind)).map(|(_, mark)| format!("`{mark}`")).collect()
}

fn keywords(positives: &[Rule]) -> Vec<String> {
    let in_expression = EXPRESSIONS.iter().any(|kind| positives.contains(kind));
    let words: Vec<String> = if in_expression { Vec::new() } else { keyword_names(positives) };
    match words.first() {
        Some(first) if words.len() > MANY => vec![format!("a clause such as `{first}`")],
        _ => words.iter().map(|word| format!("`{word}`")).collect(),
    }
}

/// The keywords that would fit.
pub fn keyword_names(positives: &[Rule]) -> Vec<String> {
    let names = positives.iter().flat_map(|kind| match kind {
        Rule::verb => vec!["forbid".to_owned(), "permit".to_owned(), "warn".to_owned()],
        Rule::phase => vec!["before".to_owned(), "during".to_owned(), "after".to_owned()],
        Rule::k_among => Vec::new(),
        _ => format!("{kind:?}").strip_prefix("k_").map(str::to_owned).into_iter().collect(),
    });
    names.collect()
}

fn end_of(whole: Rule) -> &'static str {
    match whole {
        Rule::item => "the end of the declaration",
        Rule::hole => "the end of the hole",
        Rule::given_head => "`{`",
        _ => "the end of the cell",
    }
}

/// a, b or c
fn enumerate(things: &[String]) -> String {
    match things.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}
