import { describe, expect, test } from 'vitest'
import type { AwaitedLine } from '../../../src/core/evidence/awaitedLine.ts'
import { changed, findingsOf } from './findingsOf.ts'

const titles = (rule: string, text: string): readonly string[] => findingsOf(rule, text).map(({ title }) => title)

describe('n-plus-one', () => {
  test.each([
    ['for (const id of ids) all.push(await db.query("…", [id]))', 'db.query'],
    ['for (const { id } of ids) { const row = await prisma.user.findUnique({ where: { id } }); all.push(row.name) }', 'prisma.user.findUnique'],
    ['for (let i = 0; i < ids.length; i++) { all[i] = await this.users.findById(ids[i]) }', 'users.findById'],
    ['for (const id of ids) { const answer = await fetch(`/users/${id}`); all.push(await answer.json()) }', 'fetch'],
    ['for (const id of ids) { const row = await knex("users").where({ id }).first(); all.push(row) }', 'knex.where.first'],
    ['for (const page of ids) all.push(await api.get(page))', 'api.get'],
    ['for (const id in ids) { await pool.query(sql, [id]) }', 'pool.query'],
    ['for (const id of ids) all.push(await load(id))\n}\nfunction load(id) {\n  return axios.get(id)', 'load'],
    ['for (const list of ids) for (const id of list) { const row = await db.get(id); all.push(row) }', 'db.get'],
    ['for (const id of ids.slice(0, 20)) all.push(await db.query("…", [id]))', 'db.query'],
    ['for (let i = 0; i < count; i++) all.push(await db.query("…", [ids[i]]))', 'db.query'],
    ['await ids.reduce(async (before, id) => { await before; all.push(await db.query("…", [id])) }, null)', 'db.query'],
    ['for (const id of ids) all.push(await this.#db.query("…", [id]))', 'db.query'],
    ['for (const id of ids) all.push((await (await connect()).query("…", [id])).rows)', 'connect.query'],
    ['for (const id of ids) { const client = await pool.connect(); all.push(await client.query("…", [id])) }', 'client.query'],
    ['for (const id of ids) all.push(await users.byId(id))\n}\nclass Users {\n  async byId(id) { return (await this.api.get(id)).data }', 'users.byId'],
    ['for (const id of ids) all.push(await load(id))\n}\nconst load = (id) => get(`/${id}`)\nfunction get(path) {\n  return new Promise((done) => http.get(path, done))', 'load'],
    ['for (const id of ids) all.push(await store.find(id))\n}\nconst store = new Pool()\nfunction g() {', 'store.find'],
  ])('finds %j', (loop, asked) => {
    expect(titles('n-plus-one', `async function f(ids, all) {\n  ${loop}\n}`)).toEqual([`Ask \`${asked}\` for all rows at once, not for one after the other`])
  })

  test('finds calls of the module that keeps them', () => {
    expect(titles('n-plus-one', 'import { userOf } from "./lib/db.js"\nasync function f(ids, all) {\n  for (const id of ids) all.push(await userOf(id))\n}')).toHaveLength(1)
  })

  test.each([
    ['one question that is asked again', 'for (const id of ids) { if ((await client.get("/status")).ok) all.push(id) }'],
    ['the first that answers', 'for (const id of ids) { try { return await client.get(id) } catch {} }'],
    ['a search', 'for (const id of ids) { const row = await db.query("…", [id]); if (row) break }'],
    ['many at a time', 'for (const chunk of chunks(ids)) all.push(...await db.query("…", chunk))'],
    ['portions', 'for (let i = 0; i < ids.length; i += 100) await db.query("…", ids.slice(i, i + 100))'],
    ['page by page', 'for (let page = 1; page < all.length; page++) all.push(await api.get(page))'],
    ['until there are no more', 'let next = "/a"; while (next) { const answer = await api.get(next); next = answer.next }'],
    ['rows that come one by one', 'for await (const id of ids) all.push(await db.query("…", [id]))'],
    ['with pauses', 'for (const id of ids) { all.push(await api.get(id)); await sleep(100) }'],
    ['a map in memory', 'for (const id of ids) all.push(await cache.get(id))'],
    ['what has to be done in this order', 'for (const step of ids) { await step.up(); await db.query("…", [step.name]) }'],
    ['another kind of function', 'for (const id of ids) all.push(await resize(id))'],
    ['each row itself', 'for (const task of ids) all.push(await task.execute())'],
    ['one of each kind', 'for (let i = 0; i < ids.length; i++) all.push(await ids[i].query("…", [i]))'],
    ['page by page, as far as is known', 'for (let i = 0; i < count; i++) all.push(await fetch(`/rows?offset=${i}`))'],
    ['many keys at a time', 'for (const keys of ids) all.push(...await db.query("… WHERE id IN (?)", [keys]))'],
    ['rows that are at hand', 'for (const id of ids) all.push(await db.get(id))\n}\nclass Rows {\n  async get(id) { return this.rows.get(id) }'],
    ['all at once already', 'await Promise.all(ids.map(async (id) => { all.push(await db.query("…", [id])) }))'],
  ])('is silent of %s', (_, loop) => expect(titles('n-plus-one', `async function f(ids, all) {\n  ${loop}\n}`)).toEqual([]))

  test.each(['axios', 'undici', 'node-fetch'])('knows what asks by where it is from: %s', (name) => {
    expect(titles('n-plus-one', `import { request as ask } from "${name}"\nasync function f(ids, all) {\n  for (const id of ids) all.push(await ask(id))\n}`)).toHaveLength(1)
  })

  test('takes what is computed in the meantime for waiting, not what is there at once', () => {
    const text = 'async function f(ids, all) {\n  for (const id of ids) all.push(await db.query("…", [id]))\n}'
    const said = (msPerCall: number): unknown => findingsOf('n-plus-one', text, 'code.ts', { waitingShare: 0, evidence: { awaits: [{ file: 'code.ts', line: 1, perCall: 40, msPerCall, coveredMsPerCall: msPerCall, share: 0.9, longestMs: 9, atOnce: 1 }] } })[0]?.measured
    expect(said(40)).toEqual({ share: 0.9, evidence: '40 answers are awaited in each call, one after the other: 90% of its time.' })
    expect(said(1)).toMatchObject({ share: 0 })
  })

  test('says of what writes that it writes', () => {
    expect(titles('n-plus-one', 'async function f(ids) {\n  for (const id of ids) await db.query("INSERT INTO rows VALUES (?)", [id])\n}')).toEqual(['Have `db.query` write all rows at once, not one after the other'])
  })

  test.each([
    ['const one = db.prepare("SELECT a FROM b WHERE id = ?")\nconst f = (rows) => rows.map((row) => one.get(row.id).a)', 'one.get', 0],
    ['const f = (ids) => { for (const id of ids) use(db.prepare("SELECT a FROM b WHERE id = ? LIMIT 1").get(id)) }', 'get', 0.2],
    ['class Store {\n  #one = this.db.prepare("SELECT a FROM b WHERE id = ?").pluck()\n  all(ids) { return ids.map((id) => this.#one.get(id)) }\n}', 'this.#one.get', 0],
    ['class Store {\n  rowsOf(id) { return this.db.prepare("SELECT a FROM b WHERE id = ?").all(id) }\n}\nconst sum = (id) => store.rowsOf(id).length\nconst f = (ids) => ids.reduce((all, id) => all + sum(id), 0)', 'sum', 0.2],
  ])('finds queries of a database that answers at once: %j', (text, asked, low) => {
    expect(findingsOf('n-plus-one', text)).toMatchObject([{ title: `Ask for all rows at once: \`${asked}\` runs a query for each`, saves: { low } }])
  })

  test.each([
    ['rows that are written', 'const add = db.prepare("INSERT INTO b VALUES (?)")\nconst f = (rows) => { for (const row of rows) add.run(row) }'],
    ['many at a time', 'const f = (lists) => lists.flatMap((ids) => db.prepare(`SELECT a FROM b WHERE id IN (${ids.map(() => "?")})`).all(...ids))'],
    ['the same question in each round', 'const now = db.prepare("SELECT max(at) FROM b")\nconst f = (rows) => rows.map(() => now.get())'],
    ['a search', 'const one = db.prepare("SELECT a FROM b WHERE id = ?")\nconst f = (ids) => { for (const id of ids) { const row = one.get(id); if (row) return row } }'],
    ['a map', 'const one = new Map()\nconst f = (ids) => ids.map((id) => one.get(id))'],
    ['one row after its parent', 'const one = db.prepare("SELECT up FROM b WHERE id = ?")\nconst f = (id) => { const path = []; while (id) { path.push(id); id = one.get(id).up } return path }'],
  ])('is silent of %s in such a database', (_, text) => expect(titles('n-plus-one', text)).toEqual([]))

  test('leaves a few rows of such a database alone', () => {
    const text = 'const one = db.prepare("SELECT a FROM b WHERE id = ?")\nconst f = (ids) => ids.map((id) => one.get(id))'
    const said = (perCall: number): unknown => findingsOf('n-plus-one', text, 'code.ts', { evidence: { counts: [{ file: 'code.ts', line: 1, perCall: 1, blocks: [{ column: 25, perCall }] }] } })
    expect(said(9)).toEqual([])
    expect(said(10)).toHaveLength(1)
  })

  test.each([
    ['await Promise.all(ids.map(async (id) => { all.push(await prisma.user.findUnique({ where: { id } })) })) // measured', ['Ask `prisma.user.findUnique` once for all rows, not once for each']],
    ['return Promise.all(ids.map((id) => rowsOf(id))) // measured\n}\nfunction rowsOf(id) {\n  return db.query("SELECT a FROM b WHERE id = ?", [id])', ['Ask `rowsOf` once for all rows, not once for each']],
    ['return Promise.all(ids.map((id) => fetch(`/users/${id}`))) // measured', []],
    ['return Promise.all(ids.map((list) => db.query("SELECT a FROM b WHERE id IN (?)", [list]))) // measured', []],
    ['return Promise.all(ids.map((id) => db.query("SELECT a FROM b WHERE id = ?", [id])))', []],
  ])('finds what a database is asked for row by row, all at once: %j', (code, expected) => {
    expect(titles('n-plus-one', `async function f(ids, all) {\n  ${code}\n}`)).toEqual(expected)
  })

  test('says what sequential-awaits says less of, and nothing else', () => {
    const asking = 'async function f(ids, all) {\n  for (const id of ids) all.push(await db.query("…", [id]))\n}'
    expect(titles('sequential-awaits', asking)).toEqual([])
    const other = asking.replace('db.query("…", [id])', 'resize(id)')
    expect(titles('sequential-awaits', other)).toHaveLength(1)
  })
})

const inCall = (code: string): string => `import http from "node:http"\nimport { Client, Pool } from "pg"\nimport { createClient } from "redis"\nconst known = new Map()\nlet kept\nasync function f(id) {\n  ${code}\n}`

const awaitedAt = (line: number, perCall: number, share: number): AwaitedLine => ({ file: 'code.ts', line, perCall, msPerCall: 100, coveredMsPerCall: 100, share, longestMs: 9, atOnce: 1 })
const openingShare = (text: string, awaits: readonly AwaitedLine[]): number | undefined => findingsOf('connection-reuse', `import { Client, Pool } from "pg"\n${text}`, 'code.ts', { waitingShare: 1, evidence: { awaits } })[0]?.measured?.share

describe('connection-reuse', () => {
  test.each([
    ['const agent = new http.Agent(); return ask({ agent, id })', 'http.Agent'],
    ['const client = new Client(); await client.connect(); const rows = await client.query("…", [id]); await client.end(); return rows', 'Client'],
    ['const client = await createClient().connect(); return client.get(id)', 'createClient'],
    ['return (await new Pool({ max: 1 }).query("…", [id])).rows', 'Pool'],
    ['const agent = new http.Agent(); const options = { agent, id }; return ask(options)', 'http.Agent'],
  ])('finds %j', (code, what) => expect(titles('connection-reuse', inCall(code))).toEqual([`Make \`${what}\` once, for all calls`]))

  test.each([
    ['a factory', 'return new Pool()'],
    ['a factory that first opens it', 'const client = new Client(); await client.connect(); return client'],
    ['a factory of more', 'const pool = new Pool(); const made = { pool, id }; return made'],
    ['one that is kept', 'kept = new Pool(); return kept.query(id)'],
    ['one that is kept when it is first asked for', 'kept ??= new Pool(); return kept.query(id)'],
    ['one for each key', 'const pool = new Pool(); known.set(id, pool); return pool.query(id)'],
    ['an agent that is to close its connections', 'const agent = new http.Agent({ keepAlive: false }); return ask({ agent, id })'],
  ])('is silent of %s', (_, code) => expect(titles('connection-reuse', inCall(code))).toEqual([]))

  test.each([
    ['its lines wait', 0.6, 0.6, { share: 1, evidence: 'Lines 6 to 8 wait for 60% of the time; what opens connections computes, too.' }],
    ['others wait, too', 0.8, 0.3, { share: 0.5, evidence: 'Lines 6 to 8 wait for 30% of the time; what opens connections computes, too.' }],
    ['it hardly waits', 0.8, 0.04, { share: 0 }],
  ])('weighs what waits and what computes where %s', (_, waitingShare, share, measured) => {
    const awaits = [{ file: 'code.ts', line: 6, perCall: 1, msPerCall: 200 * share, coveredMsPerCall: 200 * share, share, longestMs: 1, atOnce: 1 }]
    const [finding] = findingsOf('connection-reuse', inCall('const agent = new http.Agent(); return ask({ agent, id })'), 'code.ts', { waitingShare, evidence: { awaits } })
    expect(finding?.measured).toMatchObject({ ...measured, share: expect.closeTo(measured.share, 9) as number })
  })

  const inProcess = 'import { DatabaseSync } from "node:sqlite"\nimport Database from "better-sqlite3"\nconst path = "a.db"\n'
  test.each([
    ['function f(id) { const db = new DatabaseSync(path); try { return db.prepare("…").get(id) } finally { db.close() } }', 'DatabaseSync'],
    ['function f(id) { const db = new Database("a.db", { readonly: true }); const row = db.prepare("…").get(id); db.close(); return row }', 'Database'],
    ['const open = () => new DatabaseSync(path)\nfunction f(id) { const db = open(); const row = db.prepare("…").get(id); db.close(); return row }', 'open'],
  ])('finds a database file that each call opens: %j', (code, what) => {
    expect(findingsOf('connection-reuse', inProcess + code)).toMatchObject([{ title: `Make \`${what}\` once, for all calls`, measured: { share: 1, evidence: 'Opening and closing it takes 100% of the time.' } }])
  })

  test.each([
    ['that the caller names', 'function f(file) { const db = new DatabaseSync(file); const row = db.prepare("…").get(); db.close(); return row }'],
    ['in memory', 'function f() { const db = new DatabaseSync(":memory:"); const row = db.prepare("…").get(); db.close(); return row }'],
    ['that a module opens', 'const db = new DatabaseSync(path)\nfunction f(id) { return db.prepare("…").get(id) }'],
  ])('is silent of a database file %s', (_, code) => expect(titles('connection-reuse', inProcess + code)).toEqual([]))

  test.each([
    ['const client = new Client(); await client.connect(); const rows = await client.query("…", [id]); await client.end(); return rows', ['Make `Client` once, for all calls']],
    ['const connection = await createConnection(); const rows = await connection.execute("…", [id]); await connection.end(); return rows', ['Make `createConnection` once, for all calls']],
    ['const client = await pool.connect(); const rows = await client.query("…", [id]); client.release(); return rows', []],
    ['const client = new Client(); return client.query("…", [id])', []],
    ['const file = await open("a"); const text = await file.read(); await file.close(); return text', []],
  ])('knows a client of whatever package by being closed again: %j', (code, expected) => {
    expect(titles('connection-reuse', `import { Client, createConnection } from "./own.js"\nimport { open } from "node:fs/promises"\nasync function f(id) {\n  ${code}\n}`)).toEqual(expected)
  })

  test('counts what opens it, where the text says so, and leaves one alone that is asked much', () => {
    const opened = 'async function f(ids) {\n  const client = new Client()\n  await client.connect()\n  for (const id of ids) await client.query(id)\n  await client.end()\n}'
    expect(openingShare(opened, [awaitedAt(3, 1, 0.25), awaitedAt(4, 40, 0.625), awaitedAt(5, 1, 0.125)])).toBe(0.375)
    const lazy = 'async function f(ids) {\n  const pool = new Pool()\n  for (const id of ids) await pool.query(id)\n  await pool.end()\n}'
    expect(openingShare(lazy, [awaitedAt(3, 2, 0.75)])).toBe(0.75)
    expect(openingShare(lazy, [awaitedAt(3, 40, 0.9)])).toBe(0)
  })

  test('takes all waiting for that of a function that hands on a promise', () => {
    const text = inCall('const agent = new http.Agent(); return ask({ agent, id })').replace('async function', 'function')
    expect(findingsOf('connection-reuse', text, 'code.ts', { waitingShare: 0.8, evidence: { awaits: [] } })[0]?.measured?.share).toBe(1)
  })

  test.each([
    ['const f = (id) => ask(http.get(id, { agent: false })) // measured', 'Leave `agent: false` out: it opens a connection for each request', null],
    ['async function f(id) { await fetch(id, { headers: { Connection: "close" } }) } // measured', 'Leave `Connection: "close"` out: it opens a connection for each request', null],
    ['const agent = new http.Agent({ maxSockets: 4 })\nconst f = (id) => ask(http.get(id, { agent })) // measured', 'Have `http.Agent` keep its connections: it closes each behind its request', '{ keepAlive: true, maxSockets: 4 }'],
    ['const options = { agent: new http.Agent({ keepAlive: false }) }\nconst f = (id) => ask(http.get(id, options)) // measured', 'Have `http.Agent` keep its connections: it closes each behind its request', '{ keepAlive: true }'],
  ])('finds requests that have their connections closed: %j', (code, title, kept) => {
    const text = `import http from "node:http"\n${code}`
    const [finding, ...more] = findingsOf('connection-reuse', text)
    expect([finding?.title, more.length, finding?.measured?.share]).toEqual([title, 0, 1])
    expect(finding?.edit ? changed(text, finding) : null).toEqual(kept === null ? null : expect.stringContaining(kept))
  })

  test.each([
    ['an agent that keeps them', 'const agent = new http.Agent({ keepAlive: true })\nconst f = (id) => ask(http.get(id, { agent })) // measured'],
    ['an agent that no call used', 'const agent = new http.Agent()\nconst f = (id) => ask(http.get(id, { agent }))\nfetch(1) // measured'],
    ['what a server answers', 'const f = (request, response) => response.writeHead(200, { connection: "close" }) // measured'],
    ['an agent of somebody else', 'const f = (id) => meet({ agent: false, id }) // measured'],
  ])('is silent of %s', (_, code) => expect(findingsOf('connection-reuse', `import http from "node:http"\n${code}`).filter(({ measured }) => measured?.share !== 0)).toEqual([]))

  test('is silent of what a module or a class makes once, and of others of that name', () => {
    expect(titles('connection-reuse', 'import { Pool } from "pg"\nexport const pool = new Pool()\nclass Store {\n  #pool = new Pool()\n  constructor() { this.other = new Pool() }\n}')).toEqual([])
    expect(titles('connection-reuse', 'class Agent {}\nfunction f(id) {\n  const agent = new Agent()\n  return ask(agent, id)\n}')).toEqual([])
  })

  test.each([
    ['new http.Agent()', 'new http.Agent({ keepAlive: true })'],
    ['new http.Agent({ maxSockets: 4 })', 'new http.Agent({ keepAlive: true, maxSockets: 4 })'],
    ['new http.Agent({ keepAlive: true, port })', 'new http.Agent({ keepAlive: true, port })'],
  ])('shares %s', (made, shared) => {
    const text = `import http from 'node:http'\nconst port = 1\nexport function f() {\n  const agent = ${made}\n  return ask(agent)\n}`
    const [finding] = findingsOf('connection-reuse', text)
    expect(finding && changed(text, finding)).toBe(`import http from 'node:http'\nconst port = 1\nconst sharedAgent = ${shared}\n\nexport function f() {\n  const agent = sharedAgent\n  return ask(agent)\n}`)
  })

  test.each([
    ['is closed', 'function f() { const agent = new http.Agent(); ask(agent); agent.destroy() }'],
    ['differs', 'function f(port) { const agent = new http.Agent({ port }); return ask(agent) }'],
  ])('leaves the change to the user where the agent %s', (_, code) => {
    const [finding] = findingsOf('connection-reuse', `import http from 'node:http'\n${code}`)
    expect(finding).toBeDefined()
    expect(finding?.edit).toBeNull()
  })
})

describe('synchronous-io', () => {
  const imports = 'import fs, { readFileSync, writeFileSync } from "node:fs"\nimport path from "node:path"\nimport { execSync } from "node:child_process"\n'
  const quick = { medianMs: 4, confidenceIntervalMs: null, iterations: 9, processes: 9, processMediansMs: [] }

  test.each([
    ['const f = (name) => fs.readFileSync(name)', 'Await `readFile`: `readFileSync` keeps the thread'],
    ['function f(name) { return fs.existsSync(name) }', 'Await `access`: `existsSync` keeps the thread'],
    ['async function f(name) { const { statSync: s } = fs; return s(name).size }', 'Await `stat`: `statSync` keeps the thread'],
    ['class A { f() { return execSync("git log") } }', 'Await `exec`: `execSync` keeps the thread'],
    ['const f = () => readFileSync("a.txt", "utf8")', 'Read the file once, for all calls'],
    ['const f = () => readFileSync(path.join(import.meta.dirname, "a.txt"), "utf8")', 'Read the file once, for all calls'],
    ['async function f(name) { return fs.existsSync(name) && fs.statSync(name).size }', 'Await `access`: `existsSync` keeps the thread'],
    ['function f(name, rows) { const file = `${name}.txt`; for (const row of rows) if (readFileSync(file, "utf8").includes(row)) return row }', 'Read the file once, before the loop'],
  ])('finds %j', (code, title) => expect(titles('synchronous-io', imports + code)).toEqual([title]))

  test.each([
    ['the module reads when it is loaded', 'const text = readFileSync("a.txt", "utf8")'],
    ['says by its name that it is synchronous', 'function loadSync(name) { return readFileSync(name) }'],
    ['is a method that says so', 'class A { loadSync(name) { return readFileSync(name) } }'],
    ['is a constructor', 'class A { constructor(name) { this.text = readFileSync(name) } }'],
    ['has the last word', 'process.on("exit", () => writeFileSync("a.txt", "b"))'],
    ['is of a worker', 'import { parentPort } from "node:worker_threads"\nparentPort.on("message", (name) => readFileSync(name))'],
    ['is another one of that name', 'function f(store, name) { return store.readFileSync(name) }'],
  ])('is silent of what %s', (_, code) => expect(titles('synchronous-io', imports + code)).toEqual([]))

  test('is silent of what keeps the thread too shortly', () => {
    expect(findingsOf('synchronous-io', `${imports}const f = (name) => fs.readFileSync(name)`, 'code.ts', { timing: quick })).toEqual([])
    expect(findingsOf('synchronous-io', `${imports}const f = (name) => fs.readFileSync(name)`, 'code.ts', { timing: { ...quick, medianMs: 6 } })).toHaveLength(1)
  })

  test.each([
    ['it is kept', 'let known\nconst f = () => (known ??= readFileSync("a.txt", "utf8"))'],
    ['the text writes files', 'const f = (text) => { writeFileSync("a.txt", text); return readFileSync("a.txt", "utf8") }'],
    ['it is made by the system when it is asked for', 'const f = () => readFileSync("/proc/self/status", "utf8")'],
    ['others may change the bytes', 'const f = () => readFileSync("a.bin")'],
    ['it is another one each time', 'const f = (name) => readFileSync(name, "utf8")'],
    ['the name may change', 'let name = "a.txt"\nexport const rename = (other) => { name = other }\nconst f = () => readFileSync(name, "utf8")'],
  ])('does not say to read a file once where %s', (_, code) => {
    expect(titles('synchronous-io', imports + code)).not.toContainEqual(expect.stringContaining('once'))
  })

  test.each([
    ['another file', 'const f = () => readFileSync("a.txt", "utf8")\nconst g = (text) => writeFileSync(path.join(folder, "b.txt"), text)'],
    ['it before anything is read', 'const file = path.join("b", "a.txt")\nconst f = () => readFileSync(file, "utf8")\nfunction setUp() { writeFileSync(file, "c") }'],
  ])('says to read a file once where functions write %s', (_, code) => expect(titles('synchronous-io', imports + code)).toContain('Read the file once, for all calls'))

  test.each(['(file) => writeFileSync(file, "")', '() => fs.renameSync("b.txt", "a.txt")'])('leaves a file alone that functions may write: %s', (writes) => {
    expect(titles('synchronous-io', `${imports}const f = () => readFileSync("a.txt", "utf8")\nconst g = ${writes}`)).not.toContainEqual(expect.stringContaining('once'))
  })

  test.each([
    ['an asynchronous function', 'async function f(name) { return fs.readFileSync(name) }', 0.2],
    ['a handler', 'function f(request, response) { response.end(fs.readFileSync(request.name)) }', 0.2],
    ['what one of them calls', 'async function f(name) { return read(name) }\nconst read = (name) => fs.readFileSync(name)', 0.2],
    ['a loop', 'function f(names) { return names.map((name) => fs.readFileSync(name)) }', 1],
  ])('finds soon done calls in %s', (_, code, medianMs) => {
    expect(findingsOf('synchronous-io', imports + code, 'code.ts', { timing: { ...quick, medianMs } })).toHaveLength(1)
  })

  test('finds what a package does, where it was seen to keep the thread', () => {
    const text = 'import { load } from "some-package"\nexport async function f() {\n  return load()\n}\nexport const loadSync = () => load()'
    const said = (name: string, line: number, msPerCall: number): readonly string[] => findingsOf('synchronous-io', text, 'code.ts', { evidence: { synchronousCalls: [{ file: 'code.ts', line, name, perCall: 1, msPerCall }] } }).map(({ title }) => title)
    expect(said('fs.readFileSync', 2, 50)).toEqual(['Await here what `fs.readFileSync` does: it keeps the thread'])
    expect(said('fs.readFileSync', 2, 4)).toEqual([])
    expect(said('zlib.gzipSync', 2, 50)).toEqual([])
    expect(said('fs.readFileSync', 4, 50)).toEqual([])
  })

  test('tells of a call once, whoever saw it', () => {
    const evidence = { synchronousCalls: [{ file: 'code.ts', line: 3, name: 'fs.readFileSync', perCall: 1, msPerCall: 150 }] }
    expect(findingsOf('synchronous-io', `${imports}const f = (name) => fs.readFileSync(name)`, 'code.ts', { evidence })).toHaveLength(1)
  })

  test('reads once, where the others see it', () => {
    const text = 'import { readFileSync } from "node:fs"\nexport const f = () => readFileSync("a.txt", "utf8")'
    const [finding] = findingsOf('synchronous-io', text)
    expect(finding && changed(text, finding)).toBe('import { readFileSync } from "node:fs"\nconst fileText = readFileSync("a.txt", "utf8")\n\nexport const f = () => fileText')
  })
})

describe('main-thread-work', () => {
  const imports = 'import zlib, { gzipSync } from "node:zlib"\nimport crypto, { createHash } from "node:crypto"\nimport bcrypt from "bcrypt"\n'

  test.each([
    ['const f = (text) => gzipSync(text)', 'Let `gzip` do it: `gzipSync` keeps the thread'],
    ['const f = (text) => zlib.brotliCompressSync(text)', 'Let `brotliCompress` do it: `brotliCompressSync` keeps the thread'],
    ['const f = (word) => bcrypt.hashSync(word, 12)', 'Let `hash` do it: `hashSync` keeps the thread'],
    ['const f = (text) => createHash("sha256").update(text).digest("hex")', 'Let `crypto.subtle.digest` do it: `createHash` keeps the thread'],
    ['function f(parts) { const sum = crypto.createHash("md5"); for (const part of parts) sum.update(part); return sum.digest() }', 'Let a worker do it: `createHash` keeps the thread'],
    ['const f = (text) => JSON.parse(text)', 'Let a worker do it: `JSON.parse` keeps the thread'],
    ['const f = async (name) => JSON.parse(await readFile(name, "utf8"))', 'Let a worker do it: `JSON.parse` keeps the thread'],
    ['import fs from "node:fs"\nconst f = (name) => JSON.parse(fs.readFileSync(name).toString())', 'Let a worker do it: `JSON.parse` keeps the thread'],
    ['import { load } from "js-yaml"\nconst f = (text) => load(text)', 'Let a worker do it: `load` keeps the thread'],
    ['import { parse } from "csv-parse/sync"\nconst f = (text) => parse(text, { columns: true })', 'Let a worker do it: `parse` keeps the thread'],
    ['import { XMLParser } from "fast-xml-parser"\nconst parser = new XMLParser()\nconst f = (text) => parser.parse(text)', 'Let a worker do it: `parse` keeps the thread'],
    ['import slow from "bcryptjs"\nconst f = (word) => slow.hashSync(word, 12)', 'Let `bcrypt`, which has threads, do it: `hashSync` keeps the thread'],
  ])('finds %j', (code, title) => expect(titles('main-thread-work', imports + code)).toEqual([title]))

  test.each([
    ['another update', 'const f = (state, text) => state.update(text)'],
    ['what has its own thread', 'import { workerData } from "node:worker_threads"\nconst f = () => gzipSync(workerData.text)'],
    ['what says that it is synchronous', 'const packSync = (text) => gzipSync(text)'],
    ['another of that name', 'const f = (store, text) => store.gzipSync(text)'],
    ['a text of what takes the time', 'const f = (rows) => JSON.stringify(sums(rows))'],
    ['another parser', 'import { parse } from "./own.js"\nconst f = (text) => parse(text)'],
    ['what already works elsewhere', 'const f = (text) => zlib.gzip(text, done)'],
  ])('is silent of %s', (_, code) => expect(titles('main-thread-work', imports + code)).toEqual([]))

  test('is silent of texts that are soon parsed', () => {
    const timing = { medianMs: 40, confidenceIntervalMs: null, iterations: 9, processes: 9, processMediansMs: [] }
    expect(findingsOf('main-thread-work', 'const f = (text) => JSON.parse(text)', 'code.ts', { timing })).toEqual([])
    expect(findingsOf('main-thread-work', `${imports}const f = (text) => gzipSync(text)`, 'code.ts', { timing })).toHaveLength(1)
  })
})
