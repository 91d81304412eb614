// Draws a message or a view, given as JSON, roughly as Slack does: for looking, not for judging.
import { createRoot } from "react-dom/client";
import * as Slack from "slack-blocks-to-jsx";
import "slack-blocks-to-jsx/dist/style.css";

const { message, view, dark, name, logo } = window.SHOWN;
// The library reads `:00:` as an emoji even where `emoji` is false; Slack does not. So it is given a sign that looks alike.
const literal = (held) =>
  Array.isArray(held) ? held.map(literal)
  : !held || typeof held !== "object" ? held
  : held.emoji === false ? { ...held, text: held.text.replaceAll(":", "\u2236") }
  : Object.fromEntries(Object.entries(held).map(([name, value]) => [name, literal(value)]));
const names = { users: [], channels: [], user_groups: [] };
const ink = dark ? "#d1d2d3" : "#1d1c1d";
const line = dark ? "#4a4d52" : "#bbb";
const paper = dark ? "#1a1d21" : "#fff";
const MINUTE = new Date(1773840300000);

const button = (colour, back) => ({
  padding: "8px 14px", marginLeft: 8, borderRadius: 4, fontWeight: 700, fontSize: 15,
  border: `1px solid ${back === "transparent" ? line : back}`, background: back, color: colour,
});

function Blocks({ blocks }) {
  return <Slack.Message blocks={literal(blocks)} withoutWrapper data={names} theme={dark ? "dark" : "light"} />;
}

function Posted() {
  return (
    <div style={{ padding: "12px 16px" }}>
      <Slack.Message blocks={literal(message)} name={name} logo={logo} time={MINUTE} data={names}
        theme={dark ? "dark" : "light"} showBlockKitDebug={false} />
    </div>
  );
}

function Modal() {
  return (
    <div style={{ padding: 16 }}>
      <div style={{ width: 520, borderRadius: 8, border: `1px solid ${line}`, background: paper, color: ink }}>
        <div style={{ padding: "16px 24px 8px", fontWeight: 900, fontSize: 22 }}>{view.title.text}</div>
        <div style={{ padding: "0 24px 12px" }}><Blocks blocks={view.blocks} /></div>
        <div style={{ padding: "12px 24px 16px", textAlign: "right" }}>
          <button style={button(ink, "transparent")}>{view.close.text}</button>
          {view.submit && <button style={button("#fff", "#007a5a")}>{view.submit.text}</button>}
        </div>
      </div>
    </div>
  );
}

function Home() {
  return <div style={{ padding: 16, width: 620 }}><Blocks blocks={view.blocks} /></div>;
}

const Shown = message ? Posted : view.type === "home" ? Home : Modal;
createRoot(document.getElementById("shot")).render(<Shown />);
