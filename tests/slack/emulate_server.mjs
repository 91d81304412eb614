// A Slack Web API on this machine: npm's `emulate` behind a front that does what emulate leaves out.
//
//   node emulate_server.mjs [PORT]        prints {"port": N} when it answers
//
// Under /api stands what Slack has there, under /oauth its pages, under /_socket Socket Mode. Tests
// steer it under /_: see `steering` at the end. Every addition below says what emulate 0.12.2 lacks.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { randomBytes } from "node:crypto";
import { fileURLToPath, pathToFileURL } from "node:url";
import { WebSocketServer } from "ws";

const HOST = "127.0.0.1";
const DIST = path.join(path.dirname(fileURLToPath(import.meta.url)), "node_modules/emulate/dist");
const SECRET_ARGUMENTS = ["token", "client_id", "client_secret", "code", "refresh_token"];
const TWELVE_HOURS = 43200;

// --- emulate, with a hand on its insides ----------------------------------------------------------

const load = (file) => import(pathToFileURL(path.join(DIST, file)).href);

/** emulate publishes no handle on its store and its events: its Slack part is found and asked. */
async function emulate(baseUrl) {
  const chunk = fs
    .readdirSync(DIST)
    .find(
      (file) =>
        /^dist-.*\.js$/.test(file) &&
        fs.readFileSync(path.join(DIST, file), "utf8").includes("/api/chat.postMessage"),
    );
  const { slackPlugin, getSlackStore } = await load(chunk);
  const inside = {};
  const register = slackPlugin.register;
  slackPlugin.register = function (app, store, events, ...rest) {
    Object.assign(inside, { app, store, events });
    return register.call(this, app, store, events, ...rest);
  };
  const { createEmulator } = await load("api.js");
  const seed = { slack: { signing_secret: "", strict_scopes: true } };
  const running = await createEmulator({
    service: "slack",
    port: 0,
    hostname: HOST,
    baseUrl,
    seed,
  });
  const dispatch = inside.events.dispatch.bind(inside.events);
  // emulate answers a call only after its event was delivered; Slack does not wait.
  inside.events.dispatch = async (...told) => void dispatch(...told).catch(() => {});
  return { ...inside, tables: getSlackStore(inside.store), running };
}

// --- what Slack knows besides what emulate keeps --------------------------------------------------

const calls = [];
const faults = [];
const people = new Map(); // fields of a user that emulate does not keep
const places = new Map(); // fields of a channel that emulate does not keep
const tokens = new Map(); // what became of a token: an error code, or when it expires
const refreshing = new Map(); // refresh tokens, and whose they are
const uneditable = new Set(); // messages whose edit window is closed: channel/ts
const rules = { rotation: false, organisation: null };
let slack;

const seconds = () => Math.floor(Date.now() / 1000);
const secret = (prefix) => prefix + randomBytes(18).toString("base64url");
const clear = (table) => table.all().forEach((row) => table.delete(row.id));
const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

function bearer(request, given) {
  const header = request.headers.authorization ?? "";
  return header.startsWith("Bearer ") ? header.slice(7) : given.token;
}

/** emulate takes a token that it does not know for its administrator's. */
function refusedToken(token) {
  if (!token) return "not_authed";
  const fate = tokens.get(token);
  if (typeof fate === "string") return fate;
  if (typeof fate === "number" && fate <= seconds()) return "token_expired";
  return slack.tables.tokens.findOneBy("token", token) ? null : "invalid_auth";
}

function whoIs(token) {
  return slack.tables.tokens.findOneBy("token", token)?.user_id;
}

/** emulate tells of a user only what its own pages show. */
function told(user) {
  const mine = people.get(user.id) ?? {};
  const profile = { ...user.profile, ...mine.profile };
  return { is_restricted: false, is_ultra_restricted: false, ...user, ...mine, profile };
}

// --- before emulate: what it would let pass -------------------------------------------------------

const before = {
  "chat.postMessage": (given, token) => {
    const channel = slack.tables.channels.findOneBy("channel_id", given.channel);
    // emulate lets a bot speak in every public channel; without chat:write.public Slack does not.
    if (channel && !channel.members.includes(whoIs(token))) return { error: "not_in_channel" };
    return refusedBlocks(given);
  },
  "chat.update": (given) => {
    const channel = slack.tables.channels.findOneBy("channel_id", given.channel);
    if (!channel) return { error: "channel_not_found" };
    // emulate changes messages in archived channels, at any age and of any length.
    if (channel.is_archived) return { error: "is_archived" };
    if (uneditable.has(`${given.channel}/${given.ts}`)) return { error: "edit_window_closed" };
    if ([...(given.text ?? "")].length > 4000) return { error: "msg_too_long" };
    return refusedBlocks(given);
  },
  "conversations.open": (given) => {
    const user = slack.tables.users.findOneBy("user_id", given.users ?? "");
    if (user?.deleted) return { error: "user_disabled" };
    if (user?.is_bot) return { error: "cannot_dm_bot" };
    return null;
  },
  "conversations.history": (given) => history(given),
  "users.list": (given) => everybody(given),
  "oauth.v2.access": (given, _, request) => refreshed(given, request),
  // emulate has no Socket Mode and cannot be uninstalled.
  "apps.connections.open": (given, token, request) => ({
    ok: true,
    url: `ws://${request.headers.host}/_socket?ticket=${randomBytes(6).toString("hex")}`,
  }),
  "auth.revoke": (given, token) => {
    tokens.set(token, "token_revoked");
    return { ok: true, revoked: true };
  },
};

/** emulate looks at no block: the limits that a message can break by what customers write. */
function refusedBlocks(given) {
  const blocks = given.blocks ?? [];
  const ids = blocks.map((block) => block.block_id).filter(Boolean);
  const fits = blocks.length <= 50 && new Set(ids).size === ids.length;
  if (fits && JSON.stringify(blocks).length <= 13200 * 4) return null;
  return { error: fits ? "msg_blocks_too_long" : "invalid_blocks" };
}

/** emulate knows neither `oldest`, `latest` nor `inclusive`, shows metadata unasked, and leaves
 *  out replies that were sent to the whole channel. */
function history(given) {
  const channel = slack.tables.channels.findOneBy("channel_id", given.channel);
  if (!channel) return { error: "channel_not_found" };
  const edge = (ts, limit) => (truthy(given.inclusive) ? ts >= limit : ts > limit);
  const found = slack.tables.messages
    .findBy("channel_id", given.channel)
    .filter((one) => !one.thread_ts || one.thread_ts === one.ts || one.reply_broadcast)
    .filter((one) => !given.oldest || edge(one.ts, given.oldest))
    .filter((one) => !given.latest || edge(given.latest, one.ts))
    .sort((one, other) => (other.ts > one.ts ? 1 : -1));
  const from = Number(given.cursor || 0);
  const to = from + Math.min(Number(given.limit) || 100, 999);
  return {
    needs: channel.is_im ? "im:history" : channel.is_private ? "groups:history" : "channels:history",
    ok: true,
    messages: found.slice(from, to).map((one) => shown(one, truthy(given.include_all_metadata))),
    has_more: to < found.length,
    response_metadata: { next_cursor: to < found.length ? String(to) : "" },
  };
}

const truthy = (value) => [true, 1, "1", "true", "True"].includes(value);

function shown(message, withMetadata) {
  const { id, created_at, updated_at, channel_id, metadata, reactions, ...rest } = message;
  return { ...rest, ...(withMetadata && metadata ? { metadata } : {}) };
}

/** emulate leaves deactivated people out; Slack lists them as deleted. */
function everybody(given) {
  const all = slack.tables.users.all();
  const from = Number(given.cursor || 0);
  const to = from + (Number(given.limit) || 1000);
  return {
    needs: "users:read",
    ok: true,
    members: all.slice(from, to).map((user) => told(asMember(user))),
    response_metadata: { next_cursor: to < all.length ? String(to) : "" },
  };
}

function asMember({ user_id, team_id, name, real_name, is_admin, is_bot, deleted, profile }) {
  return { id: user_id, team_id, name, real_name, is_admin, is_bot, deleted, profile };
}

/** emulate has no token rotation. A refresh token works once. */
function refreshed(given, request) {
  if (given.grant_type !== "refresh_token") return null;
  const [id, hidden] = basic(request) ?? [given.client_id, given.client_secret];
  const app = slack.tables.oauthApps.findOneBy("client_id", id);
  if (app?.client_secret !== hidden) return { error: "invalid_client_id" };
  const old = refreshing.get(given.refresh_token);
  if (!old) return { error: "invalid_refresh_token" };
  refreshing.delete(given.refresh_token);
  return { ...old.answer, ...rotated(old.row, old.answer) };
}

function basic(request) {
  const header = request.headers.authorization ?? "";
  if (!header.startsWith("Basic ")) return null;
  return Buffer.from(header.slice(6), "base64").toString().split(":");
}

/** A token that lasts twelve hours, and what it is renewed with. */
function rotated(row, answer) {
  const access_token = secret("xoxe.xoxb-1-");
  const refresh_token = secret("xoxe-1-");
  slack.tables.tokens.insert({ ...row, id: undefined, token: access_token });
  tokens.set(access_token, seconds() + TWELVE_HOURS);
  refreshing.set(refresh_token, { row, answer });
  return { access_token, refresh_token, expires_in: TWELVE_HOURS };
}

// --- after emulate: what it leaves out of its answers -------------------------------------------

const after = {
  "users.info": (answer) => {
    const user = told(answer.user);
    return { ...answer, user };
  },
  "users.lookupByEmail": (answer) => ({ ...answer, user: told(answer.user) }),
  // emulate keeps an application's name out of what it posted.
  "chat.postMessage": (answer, given, token) => {
    const sender = slack.tables.tokens.findOneBy("token", token);
    const message = slack.tables.messages.findOneBy("ts", answer.ts);
    const named = { bot_id: sender?.bot_id, app_id: sender?.app_id };
    slack.tables.messages.update(message.id, { ...named, thread_ts: given.thread_ts || undefined });
    return { ...answer, message: { ...answer.message, ...named } };
  },
  "conversations.info": (answer) => ({
    ...answer,
    channel: { ...answer.channel, ...places.get(answer.channel.id) },
  }),
  "conversations.list": (answer) => ({
    ...answer,
    channels: answer.channels.map((one) => ({ ...one, ...places.get(one.id) })),
  }),
  "auth.test": (answer) => ({
    ...answer,
    ...(rules.organisation && { enterprise_id: rules.organisation.id }),
    is_enterprise_install: Boolean(rules.organisation),
  }),
  // emulate installs in one workspace only, with a token that lasts.
  "oauth.v2.access": (answer) => {
    const enterprise = rules.organisation;
    const whole = enterprise ? { enterprise, team: null, is_enterprise_install: true } : {};
    const installed = { ...answer, ...whole };
    if (!rules.rotation) return installed;
    const row = slack.tables.tokens.findOneBy("token", answer.access_token);
    slack.tables.tokens.delete(row.id);
    return { ...installed, ...rotated(row, installed) };
  },
};

const OPEN = new Set(["oauth.v2.access", "apps.connections.open", "api.test"]);

// --- one call ----------------------------------------------------------------------------------

function argumentsOf(request, url, body) {
  const given = Object.fromEntries(url.searchParams);
  const type = request.headers["content-type"] ?? "";
  if (type.includes("json")) Object.assign(given, JSON.parse(body.toString() || "{}"));
  else Object.assign(given, Object.fromEntries(new URLSearchParams(body.toString())));
  for (const name of ["blocks", "attachments", "view", "metadata"])
    if (typeof given[name] === "string" && given[name]) given[name] = JSON.parse(given[name]);
  return given;
}

/** emulate reads neither GET nor query arguments, which Slack's own Python client sends. */
async function forwarded(method, given, request) {
  const plain = Object.entries(given).map(([name, value]) => [
    name,
    typeof value === "object" ? JSON.stringify(value) : String(value),
  ]);
  const answer = await asked(`/api/${method}`, {
    method: "POST",
    headers: { authorization: authorization(request, given) },
    body: new URLSearchParams(plain),
  });
  if (answer.ok) return answer.json();
  return { ok: false, error: "unknown_method" };
}

/** emulate itself, without a way over the network. */
function asked(place, request) {
  return slack.app.fetch(new Request(`http://${HOST}${place}`, request));
}

function authorization(request, given) {
  return request.headers.authorization ?? `Bearer ${given.token ?? ""}`;
}

async function answered(method, given, request) {
  const token = bearer(request, given);
  const refused = OPEN.has(method) ? null : refusedToken(token);
  if (refused) return { ok: false, error: refused };
  const own = before[method]?.(given, token, request);
  if (own?.error) return { ok: false, error: own.error };
  if (own) return allowed(own, token);
  const answer = await forwarded(method, given, request);
  return answer.ok && after[method] ? after[method](answer, given, token) : answer;
}

function allowed({ needs, ...answer }, token) {
  const scopes = slack.tables.tokens.findOneBy("token", token)?.scopes ?? [];
  if (!needs || scopes.includes(needs)) return answer;
  return { ok: false, error: "missing_scope", needed: needs, provided: scopes.join(",") };
}

function faultFor(method, given) {
  const fault = faults.find(
    (one) =>
      one.times > 0 &&
      one.method === method &&
      Object.entries(one.match ?? {}).every(([name, value]) => given[name] === value),
  );
  if (fault) fault.times -= 1;
  return fault;
}

async function call(method, request, url, body, response) {
  const given = argumentsOf(request, url, body);
  const noted = { at: Date.now() / 1000, method, arguments: withoutSecrets(given), answer: null };
  calls.push(noted);
  const fault = faultFor(method, given);
  if (fault?.delay) await later(fault.delay);
  if (fault?.status) {
    noted.answer = fault.body?.error ?? String(fault.status);
    return reply(response, fault.status, fault.body ?? {}, fault.headers);
  }
  const answer = await answered(method, given, request);
  noted.answer = answer.ok ? "ok" : answer.error;
  // Slack did it, and the answer never arrives.
  if (fault?.lose) return response.destroy();
  return reply(response, 200, answer);
}

function withoutSecrets(given) {
  return Object.fromEntries(
    Object.entries(given).filter(([name]) => !SECRET_ARGUMENTS.includes(name)),
  );
}

function reply(response, status, body, headers = {}) {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

/** emulate's own pages, such as the one on which a person installs the application. */
async function page(request, url, body, response) {
  const answer = await asked(url.pathname + url.search, {
    method: request.method,
    headers: { "content-type": request.headers["content-type"] ?? "text/plain" },
    body: request.method === "GET" ? undefined : body,
  });
  const place = answer.headers.get("location");
  const headers = { "content-type": answer.headers.get("content-type") ?? "text/html" };
  response.writeHead(answer.status, place ? { ...headers, location: place } : headers);
  response.end(await answer.text());
}

// --- Socket Mode, which emulate lacks ------------------------------------------------------------

const doors = new WebSocketServer({ noServer: true });
const listening = new Set();
const waiting = new Map(); // envelopes that were not acknowledged yet
const acknowledged = [];

doors.on("connection", (socket) => {
  listening.add(socket);
  socket.on("close", () => listening.delete(socket));
  socket.on("message", (data) => acknowledge(String(data)));
  const info = { connection_info: { app_id: "A0KNUFFEL" }, num_connections: listening.size };
  socket.send(JSON.stringify({ type: "hello", debug_info: {}, ...info }));
});

function acknowledge(text) {
  let told;
  try {
    told = JSON.parse(text);
  } catch {
    return; // a ping in words, as Slack's client sends
  }
  acknowledged.push(told);
  waiting.get(told.envelope_id)?.(told);
  waiting.delete(told.envelope_id);
}

/** Hand an envelope to one connection; its acknowledgement, or null after three seconds. */
async function handed(envelope) {
  const [socket] = [...listening].slice(-1);
  if (!socket) return { connected: false, acknowledgement: null };
  const answer = new Promise((done) => waiting.set(envelope.envelope_id, done));
  socket.send(JSON.stringify({ accepts_response_payload: true, ...envelope }));
  const acknowledgement = await Promise.race([answer, later(3000).then(() => null)]);
  return { connected: true, acknowledgement };
}

// --- steering: what only tests do ----------------------------------------------------------------

function putUser({ id, team_id, name, real_name, email, is_bot, deleted, ...more }) {
  const known = slack.tables.users.findOneBy("user_id", id);
  const profile = { real_name, display_name: name, email, ...known?.profile, ...more.profile };
  for (const [field, value] of Object.entries({ real_name, email }))
    if (value !== undefined) profile[field] = value;
  const given = { team_id, name, real_name, email, is_bot, deleted };
  const row = { user_id: id, ...set(given), profile };
  people.set(id, { ...people.get(id), ...more });
  if (known) slack.tables.users.update(known.id, row);
  else slack.tables.users.insert({ is_bot: false, deleted: false, presence: "active", ...row });
  return told(asMember(slack.tables.users.findOneBy("user_id", id)));
}

function set(fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function putChannel({ id, team_id, name, members, is_archived, is_private, ...more }) {
  const known = slack.tables.channels.findOneBy("channel_id", id);
  const row = { channel_id: id, ...set({ team_id, name, members, is_archived, is_private }) };
  places.set(id, { ...places.get(id), ...more });
  if (known) return void slack.tables.channels.update(known.id, row);
  const empty = { value: "", creator: "", last_set: 0 };
  const fresh = { is_channel: true, is_private: false, is_archived: false, members: [] };
  const texts = { topic: empty, purpose: empty, creator: "", num_members: 0 };
  slack.tables.channels.insert({ ...fresh, ...texts, ...row });
}

function putToken({ token, fate, ...row }) {
  if (fate !== undefined) tokens.set(token, fate);
  if (Object.keys(row).length) slack.tables.tokens.insert({ token, ...row });
}

function seed({ team, users, channels, apps, secret: signing, ...rest }) {
  for (const table of Object.values(slack.tables)) clear(table);
  slack.tables.teams.insert(team);
  for (const user of users) putUser(user);
  for (const channel of channels) putChannel(channel);
  for (const app of apps) slack.tables.oauthApps.insert(app);
  for (const token of rest.tokens) putToken(token);
  for (const bot of rest.bots) slack.tables.bots.insert({ deleted: false, icons: {}, ...bot });
  slack.store.setData("slack.signing_secret", signing);
}

/** What a person sees: every message of a conversation, oldest first, with its thread. */
function messages({ channel }) {
  return slack.tables.messages
    .findBy("channel_id", channel)
    .map((one) => ({ channel, ...shown(one, true) }))
    .sort((one, other) => (one.ts > other.ts ? 1 : -1));
}

function views() {
  return slack.tables.views.all().map((one) => ({ ...one, id: one.view_id }));
}

/** The conversation between a person and the bot, if there is one. */
function direct({ user }) {
  const found = slack.tables.channels.all().find((one) => one.is_im && one.members.includes(user));
  return { channel: found?.channel_id ?? null };
}

/** A trigger as a press brings it: it works once, for three seconds. */
function trigger({ user, app, view, lasts = 3 }) {
  const trigger_id = `${seconds()}.${randomBytes(5).toString("hex")}`;
  const row = { trigger_id, team_id: "", user_id: user, app_id: app, used: false };
  slack.tables.viewTriggers.insert({ ...row, expires_at: seconds() + lasts, view_id: view });
  return { trigger_id };
}

/** A person, or retention, takes a message away; its author is not asked. */
function takeAway({ channel, ts }) {
  const found = slack.tables.messages.findBy("channel_id", channel).find((one) => one.ts === ts);
  return { ok: Boolean(found) && slack.tables.messages.delete(found.id) };
}

/** A person closes a modal, or sends it. */
function closeView({ id }) {
  const found = slack.tables.views.findOneBy("view_id", id);
  return { ok: Boolean(found) && slack.tables.views.delete(found.id) };
}

/** A view that an answer to a submission puts in the place of the one that was sent. */
function replaceView({ id, view }) {
  const found = slack.tables.views.findOneBy("view_id", id);
  const hash = `${seconds()}.${randomBytes(3).toString("hex")}`;
  return slack.tables.views.update(found.id, { private_metadata: "", ...view, hash });
}

const steering = {
  seed,
  calls: () => calls,
  forget: () => void (calls.length = 0),
  fault: (fault) => void faults.push({ times: 1, ...fault }),
  mend: () => void (faults.length = 0),
  user: putUser,
  channel: putChannel,
  token: putToken,
  rules: (given) => void Object.assign(rules, given),
  messages,
  views,
  direct,
  trigger,
  takeAway,
  closeView,
  replaceView,
  uneditable: ({ channel, ts }) => void uneditable.add(`${channel}/${ts}`),
  // Without this, what emulate itself would tell of (channels, messages) is told to nobody.
  events: ({ url }) =>
    void slack.events.register({ url, events: ["*"], active: true, owner: "slack" }),
  deliveries: () => slack.events.getDeliveries(),
  sockets: () => ({ connected: listening.size, acknowledged }),
  hand: handed,
  hangUp: () => listening.forEach((socket) => socket.terminate()),
};

async function steered(name, body, response) {
  if (!steering[name]) return reply(response, 404, { error: `there is no ${name}` });
  const found = await steering[name](JSON.parse(body.toString() || "{}"));
  return reply(response, 200, found ?? {});
}

// --- the front -----------------------------------------------------------------------------------

async function read(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

const server = http.createServer(async (request, response) => {
  try {
    const url = new URL(request.url, `http://${HOST}`);
    const body = await read(request);
    if (url.pathname.startsWith("/api/"))
      await call(url.pathname.slice("/api/".length), request, url, body, response);
    else if (url.pathname.startsWith("/_"))
      await steered(url.pathname.slice("/_".length), body, response);
    else await page(request, url, body, response);
  } catch (error) {
    console.error(error);
    reply(response, 500, { ok: false, error: "internal_error" });
  }
});
server.on("upgrade", (request, socket, head) =>
  doors.handleUpgrade(request, socket, head, (opened) => doors.emit("connection", opened)),
);
server.listen(Number(process.argv[2] ?? 0), HOST, async () => {
  const { port } = server.address();
  slack = await emulate(`http://${HOST}:${port}`);
  console.log(JSON.stringify({ port }));
});
for (const signal of ["SIGTERM", "SIGINT"])
  process.on(signal, () => {
    slack?.running.close();
    process.exit(0);
  });
// Whoever started it is gone: so is it.
process.stdin.on("end", () => process.exit(0)).resume();
