use caveat::diagnostic::Diagnostic;
use pretty_assertions::assert_eq;

use crate::{covered, findings};

/// A finding in a line: its code, where it points, what it says.
fn line(text: &str, finding: &Diagnostic) -> String {
    let label = finding.labels.first().map(|label| label.text.as_str()).filter(|label| !label.is_empty());
    let extra: Vec<&str> = label.into_iter().chain(finding.help.iter().map(String::as_str)).collect();
    let extra = if extra.is_empty() { String::new() } else { format!(" ({})", extra.join("; ")) };
    format!("{} [{}] {}{extra}", finding.code.name(), covered(text, finding.span()), finding.message)
}

fn check(cases: &[(&str, &str)]) {
    for (text, said) in cases {
        let lines: Vec<String> = findings(text).iter().map(|finding| line(text, finding)).collect();
        assert_eq!(lines.join("\n"), *said, "{text}");
    }
}

/// What is said about a condition.
fn check_conditions(cases: &[(&str, &str)]) {
    for (condition, said) in cases {
        let text = format!("rule r {{ forbid d when {condition} }}");
        check(&[(text.as_str(), said)]);
    }
}

#[test]
fn slips_in_conditions() {
    check_conditions(&[
        ("a == b", "syntax [==] `==` is written `is`"),
        ("a = b", "syntax [=] `=` is written `is`"),
        ("a != b", "syntax [!=] `!=` is written `is not`"),
        ("a <> b", "syntax [<] `<>` is written `is not`"),
        ("a && b", "syntax [&&] `&&` is written `and`"),
        ("a || b", "syntax [||] `||` is written `or`"),
        ("!a", "syntax [!] `!` is written `not`"),
        ("not !a", "syntax [!] `!` is written `not`"),
        ("a is true", "syntax [true] `true` is written `yes`"),
        ("a is false", "syntax [false] `false` is written `no`"),
        ("a is True", "syntax [True] `True` is written `yes`"),
        ("a =< b", "syntax [=<] `=<` is written `<=`"),
        ("a => b", "syntax [=>] `=>` is written `>=`"),
        ("a / 2 > b", "syntax [/] there is no division (multiply the other side instead)"),
        ("a > 10%", "syntax [%] there is no `%` (write `0.1` for ten per cent)"),
        ("a > 1,000", "syntax [,] a number has no `,` (leave it out)"),
        ("a equals b", "syntax [equals] `equals` is written `is`"),
        ("a contains b", "syntax [contains] `contains` is written `has`"),
        ("a and b or c", "syntax [or] `and` and `or` stand side by side (put parentheses around what belongs together: `(a and b) or c`)"),
        ("a or b and c", "syntax [and] `and` and `or` stand side by side (put parentheses around what belongs together: `(a and b) or c`)"),
        ("a < b < c", "syntax [< c] comparisons cannot be chained (join two comparisons with `and`: `a < b and b < c`)"),
        ("a is b is c", "syntax [is c] comparisons cannot be chained (join two comparisons with `and`: `a < b and b < c`)"),
        ("a is 'b'", "syntax ['] a text stands in double quotes: `\"…\"`"),
        ("a > .5", "syntax [.] a number begins with a digit (write `0.` before it)"),
        ("a has any {b}", "syntax [{] expected `of`: `has any of …`"),
        ("a ib b", "syntax [ib] expected an operator, `}` or a clause such as `forbid` (did you mean `is`?)"),
        ("a adn b", "syntax [adn] expected an operator, `}` or a clause such as `forbid` (did you mean `and`?)"),
        ("from is a", "syntax [from] `from` is a word of the language and cannot be a name"),
        ("a is Stopped", "syntax [Stopped] a name begins with a small letter (write `stopped`)"),
        ("a is 停", "syntax [停] expected a text in quotes (put quotes around the text)"),
        ("a > 5 dayz", "syntax [dayz] `dayz` is not a unit (did you mean `days`?)"),
        ("a > 5 Days", "syntax [Days] `Days` is not a unit (did you mean `days`?)"),
        ("a > 5 d", "syntax [d] `d` is not a unit (did you mean `days`?)"),
        ("a > 5 cny", "syntax [cny] `cny` is not a unit (did you mean `CNY`?)"),
        ("a < 2024-08-01 10:00", "syntax [10:00] a `T` stands between a date and its hour (write a time as `2024-08-01T10:00+08:00`)"),
        ("a; cite b", "syntax [;] nothing stands at the end of a clause: leave the `;` out"),
        ("a # b", "syntax [#] a comment begins with `//` and ends with its line"),
        ("a /* b */", "syntax [/*] a comment begins with `//` and ends with its line"),
    ]);
}

#[test]
fn what_was_expected() {
    check_conditions(&[
        ("", "syntax [}] expected an expression"),
        ("a b", "syntax [b] expected an operator, `}` or a clause such as `forbid`"),
        ("(a", "syntax [}] expected an operator or `)`"),
        ("a)", "syntax [)] expected an operator, `}` or a clause such as `forbid`"),
        ("(a >= 1 then", "syntax [then] expected an operator or `)`"),
        ("a is", "syntax [}] expected an expression"),
        ("a in", "syntax [}] expected an expression"),
        ("a in {b c}", "syntax [c] expected an operator, `}` or `,`"),
        ("a and", "syntax [}] expected an expression"),
        ("if a then b else c", "syntax [a] expected `(`"),
        ("if (a) then b", "syntax [}] expected an operator or `else`"),
        ("some d in l: d.x", "syntax [:] expected `(`"),
        ("count a > 5", "syntax [>] expected `in`"),
        ("a > [b]", "syntax [[] expected an expression"),
    ]);
    check(&[
        ("rule { forbid d }", "syntax [{] expected a name"),
        ("rule when { forbid d }", "syntax [when] `when` is a word of the language and cannot be a name"),
        ("rule Too { forbid d }", "syntax [Too] a name begins with a small letter (write `too`)"),
        ("rule TooYoung { forbid d }", "syntax [TooYoung] a name begins with a small letter (write `too_young`)"),
        ("rule too-young { forbid d }", "syntax [-] a name has no `-` (write `_`)"),
        ("rule r { whn a }", "syntax [whn] expected `}` or a clause such as `forbid` (did you mean `when`?)"),
        ("rule r { forbid d because Stop }", "syntax [Stop] expected a name or a text such as `en \"…\"`"),
        ("rule r { forbid d because \"Stop\" }", "syntax [\"Stop\"] a text says its language (write `en` or another language before it)"),
        ("rule r { forbid d because en Stop }", "syntax [Stop] expected a text in quotes (put quotes around the text)"),
        ("rule r { forbid d because en 停止 }", "syntax [停止] expected a text in quotes (put quotes around the text)"),
        ("rule r { forbid d remedy }", "syntax [}] expected `by`, `impossible` or `wait`"),
        ("rule r { forbid d cite a, }", "syntax [}] expected the name of a clause"),
        ("rule r { forbid d effective from 5 }", "syntax [5] expected a date such as `2024-08-01`"),
        ("enum e { a b }", "syntax [}] expected a text in quotes or `,` (a comma stands between two members)"),
        ("enum e { a en \"A\" b }", "syntax [}] expected a text in quotes or `,` (a comma stands between two members)"),
        ("record r { id }", "syntax [}] expected a type such as `yes_no`"),
        ("record r { a text, b text }", "syntax [,] no comma stands here (leave it out)"),
        ("entity e of record", "syntax [record] `record` is a word of the language and cannot be a name"),
        ("param p", "syntax [] expected a text such as `en \"…\"`, `=` or `:`"),
        ("param p = 5 from", "syntax [from] expected an operator, `cite`, `then` or the end of the declaration"),
        ("define x = a b", "syntax [b] expected an operator or the end of the declaration"),
        ("policy p { titel en \"x\" }", "syntax [titel] expected `}` or a clause such as `allow` (did you mean `title`?)"),
        ("policy p title", "syntax [title] expected `{`"),
        ("document d { edition 5 }", "syntax [5] expected a date such as `2024-08-01`"),
        ("facts f { a }", "syntax [}] expected `{` or `=`"),
        ("scenario s for d { }", "syntax [s] expected a text in quotes (put quotes around the text)"),
        ("scenario \"s\" for d { expect forbid }", "syntax [forbid] expected an expectation such as `permitted`"),
        ("scenario \"s\" for d { expect permited }", "syntax [permited] `permited` is not an expectation (did you mean `permitted`?)"),
        (
            "scenario \"s\" for d { expect nonsense }",
            "syntax [nonsense] `nonsense` is not an expectation (expect `permitted`, `forbidden`, `undetermined`, or a value as in `refund = 38.50 CNY`)",
        ),
        ("ruel r { }", "syntax [ruel] expected a declaration such as `rule` (did you mean `rule`?)"),
        ("hello", "syntax [hello] expected a declaration such as `rule`"),
        ("table t { a }", "syntax [a] expected `}`, `|` or a clause such as `cite`"),
        ("message m { en \"{a b}\" }", "syntax [b] expected an operator or the end of the hole"),
        ("message m { en \"{a is \\\"b\\\"}\" }", "syntax [\\] a hole in a text has no quotes in it"),
        ("message m { en \"{}\" }", "syntax [] expected an expression"),
        ("given a b { }", "syntax [b] expected an operator or `{`"),
        ("given a", "syntax [given a] a `given` between declarations has declarations in braces: `given … { … }`"),
    ]);
}

#[test]
fn literals() {
    check_conditions(&[
        ("a < 2024-8-1", "bad-literal [2024-8-1] `2024-8-1` is not a date or a time (write `2024-08-01`)"),
        ("a < 2024-08-1T9:00", "bad-literal [2024-08-1T9:00] `2024-08-1T9:00` is not a date or a time (write `2024-08-01T09:00Z`)"),
        (
            "a < 2024-08-01T10:00",
            "bad-literal [2024-08-01T10:00] the time `2024-08-01T10:00` does not say in which offset (write `2024-08-01T10:00Z`, or the offset as in `2024-08-01T10:00+08:00`)",
        ),
        ("a < 2024-02-30", "bad-literal [2024-02-30] there is no `2024-02-30` in the calendar"),
        ("a < 2024-13-01", "bad-literal [2024-13-01] there is no `2024-13-01` in the calendar"),
        ("a < 2024-08-01T25:00Z", "bad-literal [2024-08-01T25:00Z] there is no `2024-08-01T25:00Z` in the calendar"),
        ("a < 2024-08-01T10", "bad-literal [2024-08-01T10] `2024-08-01T10` is not a date or a time (write `2024-08-01T10:00Z`)"),
        ("a < 9999-99-99999", "bad-literal [9999-99-99999] there is no `9999-99-99999` in the calendar"),
        (
            "a > 1234567890123456",
            "bad-literal [1234567890123456] `1234567890123456` has too many digits (a number has at most 15 digits before and 20 behind the point)",
        ),
        (
            "a > 0.123456789012345678901",
            "bad-literal [0.123456789012345678901] `0.123456789012345678901` has too many digits (a number has at most 15 digits before and 20 behind the point)",
        ),
        ("a > 0.0001 days", "bad-literal [0.0001 days] a duration is a whole number of seconds"),
        ("a > 0.5 months", "bad-literal [0.5 months] months and years are counted whole"),
        ("a > 999999999999999 weeks", "bad-literal [999999999999999 weeks] the duration is too long"),
        ("a is \"{b}\"", "syntax [{] only a text that is shown may have a hole (for the brace itself write `\\{`)"),
        (
            "a is \"b",
            "syntax [\"] the text is not closed (a text ends on its line: `\"…\"`; further texts in quotes may follow on the next lines and are joined)",
        ),
        ("a is \"\\q\"", "bad-literal [\\q] `\\q` stands for nothing (the escapes are `\\\"`, `\\\\`, `\\{`, `\\}` and `\\n`)"),
    ]);
    check(&[
        ("message m { en \"a { b\" }", "syntax [{] this `{` is not closed (for the brace itself write `\\{`)"),
        ("message m { en \"a } b\" }", "syntax [}] this `}` has no `{` before it (for the brace itself write `\\}`)"),
        (
            "message m { en \"a \\é b\" }",
            "bad-literal [\\é] `\\é` stands for nothing (the escapes are `\\\"`, `\\\\`, `\\{`, `\\}` and `\\n`)",
        ),
        (
            "message m { en \"a\n b\" }",
            "syntax [\"] the text is not closed (a text ends on its line: `\"…\"`; further texts in quotes may follow on the next lines and are joined)",
        ),
        (
            "scenario \"{a}\" for d { expect permitted }",
            "syntax [{] only a text that is shown may have a hole (for the brace itself write `\\{`)",
        ),
        ("actor a en \"x\" zh \"y\" en \"z\"", "clauses [en] a second text in `en`"),
    ]);
}

#[test]
fn marks_of_other_scripts() {
    check(&[
        ("rule r { forbid d when （a） }", "syntax [（] `（` is not a mark of the language (write `(`)"),
        ("rule r { forbid d because en “text” }", "syntax [“text”] `“` is not a mark of the language (write `\"`)"),
        ("param p：text = a", "syntax [：] `：` is not a mark of the language (write `:`)"),
        ("actor a；", "syntax [；] `；` is not a mark of the language (write a new line)"),
        ("define x = a\u{3000}is b", "syntax [\u{3000}] a full-width blank is not a mark of the language (write an ordinary blank)"),
        ("define x = a\u{A0}is b", "syntax [\u{A0}] a special blank is not a mark of the language (write an ordinary blank)"),
        ("define x = a ≥ 5", "syntax [≥] `≥` is not a mark of the language (write `>=`)"),
        ("define x = a ≠ 5", "syntax [≠] `≠` is not a mark of the language (write `is not`)"),
        ("table t {\n | a | => |\n | - | - |\n | b，c | d |\n}", "syntax [，] `，` is not a mark of the language (write `,`)"),
        ("define x = a is \"，（\" // ，", ""),
    ]);
}

#[test]
fn clauses_are_written_once_and_none_lacks() {
    check(&[
        ("rule r { }", "clauses [r] a rule says what it does: `forbid`, `permit` or `warn`, and the decision"),
        ("rule r { forbid d permit d }", "clauses [permit] a second `permit`"),
        ("rule r { forbid d when a when b }", "clauses [when] a second `when` (join the two conditions with `and`)"),
        ("rule r { forbid d unless a unless b }", "clauses [unless] a second `unless` (join the two conditions with `or`)"),
        ("rule r { forbid d cite a cite b }", "clauses [cite] a second `cite` (write one `cite` with a comma between the names)"),
        ("rule r { forbid d effective }", "clauses [effective] `effective` says from when or through when: `effective from 2026-01-01`"),
        ("duty d { after x says en \"y\" }", "clauses [d] a duty says whose it is: `of target`"),
        ("duty d { of a says en \"y\" }", "clauses [d] it does not say when: `before`, `during` or `after`, and the decision"),
        ("duty d { of a after x }", "clauses [d] this duty has no text: `says en \"…\"`"),
        ("effect e { says en \"y\" }", "clauses [e] it does not say when: `before`, `during` or `after`, and the decision"),
        ("effect e { after x }", "clauses [e] this effect has no text: `says en \"…\"`"),
        ("suggest s { }", "clauses [s] this suggestion has no text: `says en \"…\"`"),
        ("policy p { title en \"a\" title en \"b\" }", "clauses [title] a second `title`"),
        ("document d { edition 2024-01-01 edition 2024-01-01 }", "clauses [edition] a second `edition`"),
        ("record r { a text assume b en \"x\" assume c }", "clauses [assume] a second `assume`"),
        ("scenario \"s\" for d { from a }", "clauses [\"s\"] a scenario expects something: `expect permitted`"),
        ("scenario \"s\" for d { from a from b expect permitted }", "clauses [from] a second `from`"),
        ("scenario outline \"s\" for d {\n | a |\n | - |\n}", "clauses [| a |] an outline has a column `expect`"),
        (
            "scenario outline \"s\" for d {\n | expect | expect |\n | - | - |\n}",
            "clauses [| expect | expect |] an outline has one column `expect`",
        ),
        ("scenario outline \"s\" for d { }", "table-shape [\"s\"] an outline has a header: `| source.kind | expect |`"),
    ]);
}

#[test]
fn tables_have_a_shape() {
    let table = |rows: &str| format!("table t {{\n{rows}\n}}");
    for (rows, said) in [
        ("", "table-shape [t] a table has a header: `| source.kind | => transfer |`"),
        (
            "| a | => |",
            "table-shape [| a | => |] no line of dashes follows this header (write `| --- | --- |` below it, with as many cells)",
        ),
        (
            "| a | => |\n| b | c |",
            "table-shape [| a | => |] no line of dashes follows this header (write `| --- | --- |` below it, with as many cells)",
        ),
        ("| a | b |\n| - | - |", "table-shape [| a | b |] no column of this table is its answer: `=> transfer`, or `=>`"),
        ("| a | => | => t |\n| - | - | - |", "table-shape [=> t] a second column `=>`"),
        ("| a | => | cite | cite |\n| - | - | - | - |", "table-shape [cite] a second column `cite`"),
        (
            "| a | => |\n| - |\n| b | c | d |",
            "table-shape [| - |] this row has 1 cell, the header has 2\ntable-shape [| b | c | d |] this row has 3 cells, the header has 2",
        ),
        (
            "| a | => |\n| - | - |\n| | c |\n| d | |",
            "table-shape [] an empty cell (write `-` where anything will do)\ntable-shape [] an empty cell (write the answer of this row)",
        ),
        (
            "| a | b | => |\n| - | - | - |\n| x | else | c |\n| else | y | d |",
            "table-shape [else] `else` stands in the first cell of a row\ntable-shape [y] an `else` row has no conditions: leave this cell empty",
        ),
        (
            "| => | a |\n| - | - |\n| else | b |",
            "table-shape [else] `else` stands in a column with a condition\ntable-shape [b] an `else` row has no conditions: leave this cell empty",
        ),
        (
            "| a | => |\n| - | - |\n| b c | d |\n| > | d e |",
            "syntax [c] expected an operator, `,` or the end of the cell\nsyntax [] expected an expression\nsyntax [e] expected an operator or the end of the cell",
        ),
        ("| a | => |\n| - | - |\n| b | c", "syntax [] expected `|`"),
        ("| a | => | because |\n| - | - | - |\n| b | c | - |", "syntax [-] expected the name of a message, or nothing"),
        ("| a ? | => |\n| - | - |", "syntax [?] expected an operator or the end of the cell"),
        ("| a | => |\n| - | - |\n| b // c | d |", "syntax [] expected `|`"),
    ] {
        check(&[(table(rows).as_str(), said)]);
    }
    check(&[(
        "scenario outline \"s\" for d {\n | a | at | expect |\n | - | - | - |\n | | ? | permitted |\n | b | 5 | perhaps |\n}",
        "table-shape [] an empty cell (write `-` where the fact is as it was)\nsyntax [?] expected a time such as `2024-08-01T10:00+08:00`\nsyntax [5] expected a time such as `2024-08-01T10:00+08:00`\nsyntax [perhaps] `perhaps` is not an expectation (expect `permitted`, `forbidden`, `undetermined`, or a value as in `refund = 38.50 CNY`)",
    )]);
}
