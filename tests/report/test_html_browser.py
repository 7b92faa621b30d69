"""The HTML report in a real browser: wide and narrow, light and dark, silent, and its filter works by keyboard."""

from __future__ import annotations

import json
import shutil

import pytest

selenium = pytest.importorskip("selenium", reason="selenium is not installed")

from selenium.webdriver import Chrome, ChromeOptions, Keys  # noqa: E402
from selenium.webdriver.chrome.service import Service  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.support.select import Select  # noqa: E402

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
)
LOWEST_CONTRAST = 4.5  # WCAG 2.2 AA for text
CONTRAST = """
const parsed = (said) => {
  const numbers = said.match(/[-\\d.e]+/g).map(Number);
  const scale = said.startsWith("color(") ? 255 : 1;
  return [...numbers.slice(0, 3).map((value) => value * scale), numbers[3] ?? 1];
};
const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3]));
const light = (colour) => {
  const [r, g, b] = colour.map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const behind = (node) => {
  const below = node.parentElement ? behind(node.parentElement) : [255, 255, 255];
  return over(parsed(getComputedStyle(node).backgroundColor), below);
};
const faint = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode.parentElement;
  const style = getComputedStyle(node);
  if (!walker.currentNode.data.trim() || !node.getClientRects().length || ["SCRIPT", "OPTION"].includes(node.tagName)) continue;
  const back = behind(node);
  const ink = over(parsed(node.closest("svg") ? style.fill : style.color), back);
  const [high, low] = [light(ink), light(back)].sort((a, b) => b - a);
  const ratio = (high + 0.05) / (low + 0.05);
  if (ratio < arguments[0]) faint.push(`${ratio.toFixed(2)} ${node.className} ${walker.currentNode.data.trim().slice(0, 40)}`);
}
return faint;
"""


@pytest.fixture(scope="module")
def browser():
    """Chromium without a window, its console and its network written down."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("no chromium with its driver")
    options = ChromeOptions()
    options.binary_location = chromium
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    running = Chrome(options=options, service=Service(driver))
    yield running
    running.quit()


@pytest.fixture
def opened(browser, report, tmp_path):
    """Open the report of a run at a width in a colour scheme."""

    def open_at(width=1280, scheme="light", outcome="improved"):
        file = tmp_path / "report.html"
        file.write_text(report(outcome), encoding="utf-8")
        media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
        screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        browser.get_log("performance")
        browser.get(file.as_uri())
        return browser

    return open_at


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_it_reads_well_and_keeps_quiet(opened, width, scheme):
    """The report would scroll sideways on a phone, be grey on grey, complain in the console, or ask the network."""
    page = opened(width, scheme)
    for summary in page.find_elements(By.CSS_SELECTOR, "summary"):
        page.execute_script("arguments[0].parentElement.open = true", summary)
    assert page.execute_script("return document.documentElement.scrollWidth") <= width
    assert page.execute_script(CONTRAST, LOWEST_CONTRAST) == []
    back = page.execute_script("return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert (max(back) < 64) == (scheme == "dark")
    assert page.get_log("browser") == []
    messages = [json.loads(entry["message"])["message"] for entry in page.get_log("performance")]
    asked = [item["params"]["request"]["url"] for item in messages if item["method"] == "Network.requestWillBeSent"]
    assert all(url.startswith(("file:", "data:")) for url in asked)
    assert len([url for url in asked if url.startswith("file:")]) == 1


@pytest.mark.parametrize(("width", "sides"), [(1280, True), (400, False)])
def test_the_change_fits_the_width(opened, width, sides):
    """Two columns would be squeezed on a phone, or half of a wide screen would stay empty."""
    page = opened(width)
    assert page.find_element(By.CSS_SELECTOR, "#change .sides").is_displayed() == sides
    assert page.find_element(By.CSS_SELECTOR, "#change .unified").is_displayed() != sides


def test_hostile_text_runs_nothing(opened):
    """A candidate could run a script in the browser of whoever reads about it."""
    page = opened()
    assert page.title.startswith("15.21x faster")
    assert page.find_elements(By.CSS_SELECTOR, "img, iframe, object, embed") == []
    assert page.execute_script("return document.scripts.length") == 1


def test_the_filter_works_by_keyboard(opened):
    """In a run of two hundred candidates, the one that is looked for would not be found."""
    page = opened()

    def shown():
        rows = page.find_elements(By.CSS_SELECTOR, ".ledger > tbody")
        return [row.find_element(By.TAG_NAME, "th").text.split()[0] for row in rows if row.is_displayed()]

    every, form = shown(), page.find_element(By.CSS_SELECTOR, "form.filter")
    assert len(every) == 26
    Select(form.find_element(By.NAME, "verdict")).select_by_value("wrong")
    assert shown() == ["c6", "c19"]
    assert form.find_element(By.TAG_NAME, "output").text == "2 of 26 shown"
    Select(form.find_element(By.NAME, "origin")).select_by_value("rule")
    assert shown() == ["c19"]
    field = form.find_element(By.NAME, "text")
    field.send_keys("qwen", Keys.ENTER)
    assert shown() == []
    assert page.find_element(By.CSS_SELECTOR, ".none-left").is_displayed()
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys(Keys.DELETE)
    Select(form.find_element(By.NAME, "origin")).select_by_value("")
    Select(form.find_element(By.NAME, "verdict")).select_by_value("")
    assert shown() == every
    field.send_keys("seen.add(name)")
    assert shown() == every


def test_it_prints(opened):
    """On paper, the scrolling parts would be cut off."""
    page = opened(400, "dark")
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert page.execute_script("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.find_element(By.CSS_SELECTOR, "form.filter").is_displayed()
    assert page.execute_script("return getComputedStyle(document.querySelector('.scroll')).overflowX") == "visible"
    assert page.print_page().startswith("JVBERi0")  # %PDF-
