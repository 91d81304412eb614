"""Ways to look at a page: contrast, names of controls, what moves out of the window."""

from __future__ import annotations

from playwright.async_api import Page

CONTROLS = {
    "button",
    "checkbox",
    "combobox",
    "DisclosureTriangle",
    "link",
    "radio",
    "searchbox",
    "textbox",
}

# WCAG 2.2's contrast of every visible text with what is painted behind it.
_FAINT = """() => {
  const colour = (text) => {
    const parts = text.match(/[\\d.]+/g).map(Number);
    return { rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1 };
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((one) => one / 255)
      .map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const { rgb, alpha } = colour(getComputedStyle(one).backgroundColor);
      if (alpha === 1) return rgb;
    }
    return [255, 255, 255];
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (!node.textContent.trim() || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const [one, two] = [light(colour(style.color).rgb), light(behind(element))];
    const contrast = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    if (contrast < 4.5) faint.push(`${node.textContent.trim()}: ${contrast.toFixed(2)}`);
  }
  return faint;
}"""

_WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.checkVisibility() && !one.closest(".side, .unseen, .skip")
    && one.getBoundingClientRect().right > innerWidth + 0.5)
  .map((one) => one.outerHTML.slice(0, 80))"""


async def too_faint(page: Page) -> list[str]:
    """Texts whose contrast is below 4.5 to 1."""
    found: list[str] = await page.evaluate(_FAINT)
    return found


async def sticking_out(page: Page) -> list[str]:
    """What stands out of the window on the right; the side's own list may be scrolled."""
    found: list[str] = await page.evaluate(_WIDE)
    wider: bool = await page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*found, *(["the page scrolls sideways"] if wider else [])]


async def nameless(page: Page) -> list[str]:
    """Controls that the browser has no name for to tell a screen reader."""
    line = await page.context.new_cdp_session(page)
    tree = await line.send("Accessibility.getFullAXTree")
    return [
        f"{node['role']['value']} {node.get('properties', [])[-1:]}"
        for node in tree["nodes"]
        if not node.get("ignored")
        and node.get("role", {}).get("value") in CONTROLS
        and not str(node.get("name", {}).get("value", "")).strip()
    ]
