// Draws a card, given as JSON, roughly as Teams does.
/* global AdaptiveCards */
const { card, dialog, dark, name } = window.SHOWN;
const ink = dark ? "#ffffff" : "#242424";
const quiet = dark ? "#adadad" : "#616161";
const tones = dark
  ? { bad: "#f9a8ad", badPaper: "#3b2022", good: "#92c353", warn: "#fbd27e", brand: "#9299f7" }
  : { bad: "#b10e1c", badPaper: "#fcf0f1", good: "#237b4b", warn: "#835c00", brand: "#5b5fc7" };
const tint = (colour) => ({ default: colour, subtle: colour });
const colours = {
  default: { default: ink, subtle: quiet },
  accent: tint(tones.brand), attention: tint(tones.bad), good: tint(tones.good), warning: tint(tones.warn),
};
const style = (backgroundColor) => ({ backgroundColor, foregroundColors: colours });
const host = {
  supportsInteractivity: true,
  fontFamily: '"Segoe UI", "Selawik", "Liberation Sans", "Noto Color Emoji", sans-serif',
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
  lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  spacing: { small: 6, default: 8, medium: 12, large: 18, extraLarge: 24, padding: 12 },
  separator: { lineThickness: 1, lineColor: dark ? "#4d4d4d" : "#e0e0e0" },
  containerStyles: {
    default: style("transparent"), emphasis: style(dark ? "#3d3d3d" : "#f0f0f0"),
    attention: style(tones.badPaper), accent: style("transparent"),
    good: style("transparent"), warning: style("transparent"),
  },
  actions: {
    maxActions: 6, spacing: "medium", buttonSpacing: 8, actionsOrientation: "horizontal",
    actionAlignment: "left", showCard: { actionMode: "inline", inlineTopMargin: 12, style: "emphasis" },
  },
  inputs: {
    label: {
      inputSpacing: "small",
      requiredInputs: { suffix: " *", suffixColor: "attention", weight: "bolder", size: "default" },
      optionalInputs: { weight: "bolder", size: "default" },
    },
    errorMessage: { size: "small", weight: "default", spacing: "small" },
  },
};
AdaptiveCards.GlobalSettings.allowMoreThanMaxActionsInOverflowMenu = true;

// The card as an element, and what the renderer has against it.
window.drawn = (given) => {
  const made = new AdaptiveCards.AdaptiveCard();
  made.hostConfig = new AdaptiveCards.HostConfig(host);
  made.onExecuteAction = () => {};
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  made.parse(given, context);
  const element = made.render();
  const events = [];
  for (let at = 0; at < context.eventCount; at += 1) events.push(context.getEventAt(at).message);
  return { element, events };
};

// For a test: what is to be read and followed, with every folded field and every word on what is
// missing shown, and what the renderer has against it.
window.looked = (given) => {
  const { element, events } = window.drawn(given);
  document.getElementById("shot").replaceChildren(element);
  for (const hidden of element.querySelectorAll("[style*='display: none']")) hidden.style.display = "";
  const told = [...element.querySelectorAll("input, textarea")].map((one) => one.value);
  const links = [...element.querySelectorAll("a[href]")].map((one) => one.getAttribute("href"));
  const alive = "img, strong, em, s, code, pre, ul, ol, h1, h2, table, blockquote, script, iframe";
  return {
    text: [element.innerText, ...told].join("\n"), events, links: links.filter((one) => one),
    alive: [...element.querySelectorAll(alive)].map((one) => one.outerHTML),
  };
};

const frame = document.createElement("div");
frame.className = dialog === null ? "message" : "dialog";
const head = document.createElement("div");
head.className = "head";
head.innerText = dialog === null ? `${name}   09:05` : dialog.title;
frame.append(head, window.drawn(card).element);
document.getElementById("shot").append(frame);
