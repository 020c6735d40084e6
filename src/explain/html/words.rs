//! The fixed words of pages, beside those that texts have as well.

use crate::explain::words::words;

words! {
pub(super) enum Word {
    Skip = "Skip to the answer" / "跳到正文",

    // a page of several records
    Index = "Records" / "全部记录",
    Record = "Record" / "记录",
    Verdict = "Verdict" / "结论",
    Unreadable = "cannot be read" / "无法读取",

    // sections
    Permits = "What permits it, but is not enough" / "允许、但不足以决定的规则",
    Checklist = "Who has to do what" / "各方清单",
    Timeline = "How it changes with time" / "随时间的变化",
    Tables = "How the table decides" / "表的判定",

    // a timeline
    From = "From" / "起始",
    Changes = "What changes" / "变化",
    MoreIntervals = "There are more; `caveat when --format json` has them all." / "还有更多，`caveat when --format json` 列出全部。",

    // a checklist
    Nobody = "nobody: it takes time" / "无需办理，等待即可",
    Anybody = "whoever knows" / "知情者",
    FindOut = "Tell:" / "说明：",
    OneOfSeveral = "one of several ways" / "任一即可",

    // what an entry rests on
    Evidence = "Facts, policy and proof" / "事实、策略原文与推导",
    Facts = "Facts" / "事实",
    PolicyText = "As the policy has it" / "策略原文",
    Proof = "Proof" / "推导",
    Decides = "decides" / "起决定作用",
    DecidesLegend = "The steps marked with ◆ decide the step above them." / "标有 ◆ 的步骤决定其上一步的结果。",

    // a table
    Row = "Row" / "行",
    Outcome = "Outcome" / "结果",
    InThisRecord = "here:" / "此处：",
    Deciding = "decides" / "决定",
    Possible = "possible" / "可能",
    Excluded = "excluded" / "排除",
    ExcludesRow = "excludes the row" / "排除该行",
    NotKnownCell = "not known" / "未知",
    MatrixLegend = "▶ marks the row that decides, ✕ the cell that excludes a row, ? one that nobody knows." / "▶ 标示起决定作用的行，✕ 标示排除该行的单元格，? 标示未知的单元格。",
}
}
