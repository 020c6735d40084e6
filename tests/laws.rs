mod support {
    pub mod generate;
    pub mod naive;
}
use support::generate;
#[test]
fn show() {
    let seed = std::env::var("SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(1);
    let policy = generate::policy(seed);
    println!("{}", policy.text);
    let mut dice = generate::dice::Dice::new(1);
    for _ in 0..5 {
        let facts = generate::facts::record(&policy.vocabulary, &mut dice);
        println!("{facts}");
        for gap in generate::facts::gaps(&policy.vocabulary, &facts) { print!("{} ", gap.name()); }
        println!("\n   => {}", generate::facts::complete(&policy.vocabulary, &mut dice, &facts));
    }
}
