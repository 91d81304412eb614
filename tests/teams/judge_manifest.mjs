// Judges an app package's manifest, and its other languages, by the schemas that Microsoft publishes.
// Standard input: {"manifest": …, "localizations": […]}. Standard output: a list of complaints.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const draft4 = require("ajv-draft-04");
const formats = require("ajv-formats");

const { manifest, localizations } = JSON.parse(readFileSync(0, "utf8"));
const folder = `node_modules/@microsoft/app-manifest/build/json-schemas/teams/v${manifest.manifestVersion}`;

function judge(name, document) {
  const url = new URL(`${folder}/${name}`, import.meta.url);
  const schema = JSON.parse(readFileSync(url, "utf8").replace(/^\uFEFF/, ""));
  const Ajv = /draft-04/.test(schema.$schema) ? (draft4.default ?? draft4) : require("ajv").default;
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  (formats.default ?? formats)(ajv);
  const valid = ajv.compile(schema);
  return valid(document) ? [] : valid.errors.map((one) => `${one.instancePath} ${one.message}`);
}

const complaints = [
  ...judge("MicrosoftTeams.schema.json", manifest),
  ...localizations.flatMap((one) => judge("MicrosoftTeams.Localization.schema.json", one)),
];
console.log(JSON.stringify(complaints));
