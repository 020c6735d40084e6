//! Pages in a browser: nothing is complained about, the switch of languages works, and something is seen, light and dark, wide and narrow.
//!
//! Needs Chromium, as Debian's package `chromium` has it; where there is none, the tests say so and are done.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use pretty_assertions::assert_eq;
use tempfile::TempDir;

const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
const FACTS: &str = "policies/examples/fleet.jsonl";
/// The commands whose pages are looked at.
const PAGES: [&[&str]; 5] = [
    &["eval", "--format", "html"],
    &["eval", "--summary", "html", "--by", "instance.region"],
    &["when", "--format", "html"],
    &["why", "--format", "html"],
    &["plan", "--format", "html"],
];

struct Browser {
    program: &'static str,
    folder: TempDir,
}

/// What is seen.
struct Picture {
    width: u32,
    /// how often each colour is there
    colours: BTreeMap<[u8; 3], usize>,
    /// of the picture as a whole
    bytes: Vec<u8>,
}

impl Browser {
    fn start() -> Option<Self> {
        let found = NAMES.into_iter().find(|name| Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success()));
        if found.is_none() {
            eprintln!("no Chromium is installed: pages are not looked at");
        }
        found.map(|program| Self { program, folder: tempfile::tempdir().unwrap() })
    }

    fn run(&self, page: &Path, options: &[&str]) -> Output {
        let mut profile = std::ffi::OsString::from("--user-data-dir=");
        profile.push(self.folder.path().join("profile"));
        let output = Command::new(self.program)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--allow-file-access-from-files"])
            .args(["--virtual-time-budget=3000", "--enable-logging=stderr", "--v=0"])
            .arg(profile)
            .args(options)
            .arg(format!("file://{}", page.display()))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output
    }

    /// What a script finds out about a page that stands in a frame of this width, and what the browser complains about meanwhile.
    fn finds(&self, page: &Path, width: u32, script: &str) -> (String, Vec<String>) {
        let page = page.file_name().unwrap().to_string_lossy();
        let text = format!(
            "<!DOCTYPE html><title>probe</title><iframe id=\"page\" src=\"{page}\" style=\"width:{width}px;height:800px;border:0\"></iframe>\
             <script>onload = () => {{ const page = document.getElementById('page').contentWindow; \
             document.body.innerHTML = '<pre>' + (function () {{ {script} }})() + '</pre>'; }}</script>"
        );
        let output = self.run(&self.file("probe.html", &text), &["--dump-dom"]);
        let (dom, said) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let found = dom.split("<pre>").nth(1).and_then(|rest| rest.split("</pre>").next()).unwrap_or_else(|| panic!("{dom}"));
        (found.to_owned(), said.lines().filter(|line| line.contains("CONSOLE")).map(str::to_owned).collect())
    }

    fn picture(&self, page: &Path, width: u32, dark: bool) -> Picture {
        let path = self.folder.path().join("picture.png");
        let scheme = if dark { "--blink-settings=preferredColorScheme=0" } else { "--blink-settings=preferredColorScheme=1" };
        self.run(page, &[&format!("--screenshot={}", path.display()), &format!("--window-size={width},900"), scheme]);
        Picture::read(&path)
    }

    /// The page of a command, as a file.
    fn page(&self, command: &[&str]) -> PathBuf {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let output = Command::new(env!("CARGO_BIN_EXE_caveat")).current_dir(root).args(command).arg(FACTS).output().unwrap();
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        self.file("page.html", &String::from_utf8(output.stdout).unwrap())
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }
}

impl Picture {
    fn read(path: &Path) -> Self {
        let mut decoder = png::Decoder::new(BufReader::new(File::open(path).unwrap()));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut bytes).unwrap();
        let mut colours = BTreeMap::new();
        for pixel in bytes[..frame.buffer_size()].chunks_exact(frame.color_type.samples()) {
            *colours.entry([pixel[0], pixel[1], pixel[2]]).or_default() += 1;
        }
        Self { width: frame.width, colours, bytes }
    }

    /// The colour that is there most.
    fn ground(&self) -> [u8; 3] {
        self.colours.iter().max_by_key(|(_, count)| **count).map(|(colour, _)| *colour).unwrap()
    }
}

/// The same page with the other language chosen.
fn switched(text: &str) -> String {
    text.replace(" checked=\"checked\"", "").replace("id=\"lang-zh\"", "id=\"lang-zh\" checked=\"checked\"")
}

/// Which languages are shown at first, and after a click on each of the two; then how wide the page is.
const PROBE: &str = "
    const shown = () => ['en', 'zh'].filter(language =>
        [...page.document.querySelectorAll('main > .' + language)].every(part => page.getComputedStyle(part).display !== 'none'));
    const before = shown();
    page.document.querySelector('label[for=lang-zh]').click();
    const after = shown();
    page.document.querySelector('label[for=lang-en]').click();
    return [before, after, shown(), page.document.documentElement.scrollWidth].join(';');";

/// The switch shows one language at a time; nothing is wider than a small telephone but tables, which scroll by themselves; and the browser
/// has nothing to complain about.
#[test]
fn pages_work() {
    const TELEPHONE: u32 = 360;
    let Some(browser) = Browser::start() else { return };
    let wrong = browser.file("wrong.html", "<!DOCTYPE html><title>wrong</title><script>nonsense()</script>");
    assert_eq!(browser.finds(&wrong, TELEPHONE, "").1.len(), 1, "complaints are heard at all");
    for command in PAGES {
        let (found, complaints) = browser.finds(&browser.page(command), TELEPHONE, PROBE);
        assert_eq!(complaints, Vec::<String>::new(), "{command:?}");
        let width = found.strip_prefix("en;zh;en;").unwrap_or_else(|| panic!("{command:?}: {found}"));
        assert!(width.parse::<u32>().unwrap() <= TELEPHONE, "{command:?}: {width} wide");
    }
}

#[test]
fn something_is_seen_in_every_language_and_scheme() {
    let Some(browser) = Browser::start() else { return };
    for command in &PAGES[..2] {
        let page = browser.page(command);
        let other = browser.file("other.html", &switched(&fs::read_to_string(&page).unwrap()));
        for (dark, ground) in [(false, [0xff, 0xff, 0xff]), (true, [0x0d, 0x11, 0x17])] {
            let (first, second) = (browser.picture(&page, 1100, dark), browser.picture(&other, 1100, dark));
            for picture in [&first, &second] {
                assert_eq!((picture.width, picture.ground()), (1100, ground), "{command:?}");
                assert!(picture.colours.len() > 50, "{command:?}: only {} colours", picture.colours.len());
            }
            assert!(first.bytes != second.bytes, "{command:?}: the languages look alike");
        }
    }
}

#[test]
fn it_can_be_printed() {
    let Some(browser) = Browser::start() else { return };
    let path = browser.folder.path().join("page.pdf");
    browser.run(&browser.page(PAGES[0]), &[&format!("--print-to-pdf={}", path.display())]);
    let printed = fs::read(&path).unwrap();
    assert!(printed.starts_with(b"%PDF") && printed.len() > 20_000, "{} bytes", printed.len());
}
