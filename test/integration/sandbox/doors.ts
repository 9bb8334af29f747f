/** A way out of the sandbox. The code runs in a folder with `file.txt`, `folder/` and `data.db`. */
export interface Door {
  readonly name: string
  /** A module's statements; the attempt is on the line that ends with `// here`. Errors are caught around it. */
  readonly code: string
  /** What is reported. */
  readonly action: string
  readonly target: RegExp
  /** First Node that has it; by default all do. */
  readonly since?: number
}

/** `import`s that the doors share: bindings of an ES module, which are the hardest to reach. */
export const prelude = [
  "import fs, { writeFileSync, writeFile, createWriteStream, openSync } from 'node:fs'",
  "import fsp, { writeFile as writeLater, open } from 'node:fs/promises'",
  "import childProcess, { spawn, execSync } from 'node:child_process'",
  "import { Worker } from 'node:worker_threads'",
  "import cluster from 'node:cluster'",
  "import net, { connect } from 'node:net'",
  "import http from 'node:http'",
  "import https from 'node:https'",
  "import http2 from 'node:http2'",
  "import tls from 'node:tls'",
  "import dgram from 'node:dgram'",
  "import dns, { lookup } from 'node:dns'",
  "import sqlite, { DatabaseSync } from 'node:sqlite'",
  "import inspector from 'node:inspector'",
  "import v8 from 'node:v8'",
  "import traceEvents from 'node:trace_events'",
  "import os from 'node:os'",
  "import { createRequire } from 'node:module'",
  "const require = createRequire(import.meta.url)",
  "const [tcp, udp, victim] = process.argv.slice(3).map(Number)",
].join('; ')

const write = { action: 'write', target: /new\.txt$/ }
const start = { action: 'start', target: /^the process / }

export const doors: readonly Door[] = [
  { name: 'writeFileSync', code: "writeFileSync('new.txt', 'x') // here", ...write },
  { name: 'writeFileSync through require', code: "require('fs').writeFileSync('new.txt', 'x') // here", ...write },
  { name: 'writeFile with a callback', code: "writeFile('new.txt', 'x', () => {}) // here", ...write },
  { name: 'promises.writeFile', code: "await writeLater('new.txt', 'x') // here", ...write },
  { name: 'promises.writeFile to a URL', code: "await fsp.writeFile(new URL('new.txt', import.meta.url), 'x') // here", ...write },
  { name: 'appendFileSync', code: "fs.appendFileSync('file.txt', 'x') // here", action: 'write', target: /file\.txt/ },
  { name: 'openSync for writing', code: "fs.writeSync(openSync('new.txt', 'w'), 'x') // here", ...write },
  { name: 'openSync with number flags', code: "openSync('new.txt', fs.constants.O_CREAT | fs.constants.O_WRONLY) // here", ...write },
  { name: 'open with a callback', code: "fs.open('new.txt', 'a', () => {}) // here", ...write },
  { name: 'promises.open', code: "await (await open('new.txt', 'w+')).writeFile('x') // here", ...write },
  { name: 'createWriteStream', code: "createWriteStream('new.txt').end('x') // here", ...write },
  { name: 'new WriteStream', code: "new fs.WriteStream('new.txt').end('x') // here", ...write },
  { name: 'Utf8Stream', code: "new fs.Utf8Stream({ dest: 'new.txt', sync: true }).write('x') // here", ...write, since: 26 },
  { name: 'copyFileSync', code: "fs.copyFileSync('file.txt', 'new.txt') // here", ...write },
  { name: 'cpSync', code: "fs.cpSync('folder', 'new.txt', { recursive: true }) // here", ...write },
  { name: 'truncateSync', code: "fs.truncateSync('file.txt') // here", action: 'write', target: /file\.txt/ },
  { name: 'rmSync', code: "fs.rmSync('folder', { recursive: true }) // here", action: 'delete', target: /folder/ },
  { name: 'rmdirSync', code: "fs.rmdirSync('folder') // here", action: 'delete', target: /folder/ },
  { name: 'unlinkSync', code: "fs.unlinkSync('file.txt') // here", action: 'delete', target: /file\.txt/ },
  { name: 'promises.rm', code: "await fsp.rm('file.txt', { force: true }) // here", action: 'delete', target: /file\.txt/ },
  { name: 'renameSync', code: "fs.renameSync('file.txt', 'new.txt') // here", action: 'rename', target: /file\.txt/ },
  { name: 'mkdirSync', code: "fs.mkdirSync('a/b', { recursive: true }) // here", action: 'create', target: /a\/b/ },
  { name: 'mkdtempSync', code: "fs.mkdtempSync('tmp-') // here", action: 'create', target: /tmp-/ },
  { name: 'symlinkSync', code: "fs.symlinkSync('file.txt', 'new.txt') // here", action: 'create', target: /new\.txt/ },
  { name: 'linkSync', code: "fs.linkSync('file.txt', 'new.txt') // here", action: 'create', target: /new\.txt/ },
  { name: 'chmodSync', code: "fs.chmodSync('file.txt', 0o777) // here", action: 'change the mode of', target: /file\.txt/ },
  { name: 'fchmodSync', code: "fs.fchmodSync(openSync('file.txt'), 0o777) // here", action: 'change the mode of', target: /descriptor/ },
  { name: 'FileHandle.chmod', code: "await (await open('file.txt')).chmod(0o777) // here", action: 'change the mode of', target: /open file/ },
  { name: 'chownSync', code: "fs.chownSync('file.txt', 1, 1) // here", action: 'change the owner of', target: /file\.txt/ },
  { name: 'utimesSync', code: "fs.utimesSync('file.txt', 1, 1) // here", action: 'change the times of', target: /file\.txt/ },
  { name: 'FileHandle.utimes', code: "await (await open('file.txt')).utimes(1, 1) // here", action: 'change the times of', target: /open file/ },

  { name: 'spawn', code: "spawn('touch', ['new.txt']) // here", ...start, target: /^the process touch new\.txt$/ },
  { name: 'spawnSync', code: "childProcess.spawnSync('touch', ['new.txt']) // here", ...start },
  { name: 'execSync', code: "execSync('touch new.txt') // here", ...start },
  { name: 'exec', code: "childProcess.exec('touch new.txt') // here", ...start },
  { name: 'promisify(exec)', code: "await require('util').promisify(childProcess.exec)('touch new.txt') // here", ...start },
  { name: 'execFile', code: "childProcess.execFile('touch', ['new.txt']) // here", ...start },
  { name: 'fork', code: "childProcess.fork('file.txt') // here", ...start },
  { name: 'new ChildProcess', code: "new childProcess.ChildProcess().spawn({ file: 'touch', args: ['touch', 'new.txt'] }) // here", ...start },
  { name: 'cluster.fork', code: "cluster.fork() // here", ...start },
  { name: 'execve', code: "process.execve('/usr/bin/touch', ['touch', 'new.txt'], {}) // here", ...start },
  { name: 'Worker', code: "new Worker('require(\"fs\").writeFileSync(\"new.txt\", \"x\")', { eval: true }) // here", action: 'start', target: /^a worker from a string$/ },
  { name: 'kill', code: "process.kill(victim) // here", action: 'send', target: /^a signal to process \d+$/ },
  { name: '_kill', code: "process._kill(victim, 9) // here", action: 'send', target: /^a signal/ },
  { name: 'setPriority', code: "os.setPriority(victim, 19) // here", action: 'change', target: /^the priority/ },
  { name: 'dlopen', code: "process.dlopen({ exports: {} }, '/x/addon.node') // here", action: 'load', target: /^the addon \/x\/addon\.node$/ },
  { name: 'require of an addon', code: "fs.readFileSync('addon.node'); require('./addon.node') // here", action: 'load', target: /addon\.node$/ },
  { name: 'WASI', code: "new (require('wasi').WASI)({ version: 'preview1', preopens: { '/': '.' } }) // here", action: 'use', target: /^WASI$/ },
  { name: 'process.binding', code: "process.binding('spawn_sync') // here", action: 'use', target: /spawn_sync/ },

  { name: 'net.connect', code: "connect(tcp, '127.0.0.1').on('error', () => {}) // here", action: 'connect to', target: /^127\.0\.0\.1:\d+$/ },
  { name: 'new Socket().connect', code: "new net.Socket().connect({ port: tcp, host: '127.0.0.1' }) // here", action: 'connect to', target: /^127\.0\.0\.1:\d+$/ },
  { name: 'a Unix socket', code: "connect('/x/y.sock').on('error', () => {}) // here", action: 'connect to', target: /^\/x\/y\.sock$/ },
  { name: 'http.get', code: "http.get(`http://127.0.0.1:${tcp}`).on('error', () => {}) // here", action: 'connect to', target: /^127\.0\.0\.1:\d+$/ },
  { name: 'https.get', code: "https.get(`https://127.0.0.1:${tcp}`).on('error', () => {}) // here", action: 'connect to', target: /^127\.0\.0\.1:\d+$/ },
  { name: 'http2.connect', code: "http2.connect(`http://127.0.0.1:${tcp}`).on('error', () => {}) // here", action: 'connect to', target: /^127\.0\.0\.1:\d+$/ },
  { name: 'tls.connect', code: "tls.connect(tcp, '127.0.0.1').on('error', () => {}) // here", action: 'connect to', target: /^127\.0\.0\.1:\d+$/ },
  { name: 'fetch', code: "await fetch(`http://127.0.0.1:${tcp}/x`) // here", action: 'connect to', target: /^http:\/\/127\.0\.0\.1:\d+\/x$/ },
  { name: 'fetch of a Request', code: "await fetch(new Request(`http://127.0.0.1:${tcp}/x`)) // here", action: 'connect to', target: /^http:/ },
  { name: 'WebSocket', code: "new WebSocket(`ws://127.0.0.1:${tcp}/x`) // here", action: 'connect to', target: /^ws:/ },
  { name: 'net.createServer', code: "net.createServer().listen(0) // here", action: 'listen on', target: /^port 0$/ },
  { name: 'http.createServer', code: "http.createServer().listen() // here", action: 'listen on', target: /^a free port$/ },
  { name: 'dgram.bind', code: "dgram.createSocket('udp4').bind(0) // here", action: 'listen on', target: /^port 0$/ },
  { name: 'dgram.send', code: "dgram.createSocket('udp4').send('x', udp, '127.0.0.1') // here", action: 'send to', target: /^127\.0\.0\.1:\d+$/ },
  { name: 'dgram.connect', code: "dgram.createSocket('udp4').connect(udp, '127.0.0.1') // here", action: 'connect to', target: /^127\.0\.0\.1:\d+$/ },
  { name: 'dns.lookup', code: "lookup('example.com', () => {}) // here", action: 'look up', target: /^example\.com$/ },
  { name: 'dns.promises.resolve4', code: "await dns.promises.resolve4('example.com') // here", action: 'look up', target: /^example\.com$/ },
  { name: 'new Resolver().resolve', code: "new dns.Resolver().resolve('example.com', () => {}) // here", action: 'look up', target: /^example\.com$/ },
  { name: 'inspector.open', code: "inspector.open(0) // here", action: 'listen on', target: /^port 0$/ },

  { name: 'node:sqlite', code: "new DatabaseSync('new.txt').exec('create table t (x)') // here", action: 'open', target: /^the database new\.txt for writing$/ },
  { name: 'node:sqlite ATTACH', code: "new DatabaseSync(':memory:').exec(\"select 1; /* a */ attach database 'new.txt' as a; create table a.t (x)\") // here", action: 'open', target: /new\.txt/ },
  { name: 'node:sqlite VACUUM INTO', code: "new DatabaseSync('data.db', { readOnly: true }).prepare(\"vacuum into 'new.txt'\").run() // here", action: 'open', target: /new\.txt/ },
  { name: 'node:sqlite backup', code: "await sqlite.backup(new DatabaseSync(':memory:'), 'new.txt') // here", ...write, since: 24 },

  { name: 'v8.writeHeapSnapshot', code: "v8.writeHeapSnapshot('new.txt') // here", ...write },
  { name: 'process.report.writeReport', code: "process.report.writeReport('new.txt') // here", ...write },
  { name: 'trace_events', code: "traceEvents.createTracing({ categories: ['node'] }).enable() // here", action: 'write', target: /trace/ },
]

/** What made-up inputs may do. It must run to its end, without a report. */
export const allowed: readonly string[] = [
  "if (fs.readFileSync('file.txt', 'utf8') !== 'text') throw new Error('not read')",
  "for await (const chunk of fs.createReadStream('file.txt')) void chunk",
  "await (await open('file.txt')).readFile()",
  "fs.closeSync(openSync('file.txt', 'r')); fs.readdirSync('.'); fs.statSync('folder'); fs.accessSync('file.txt', fs.constants.W_OK)",
  "fs.writeSync(1, 'out'); fs.writeFileSync(2, 'err'); process.stdout.write('out'); console.log('out')",
  "fs.createWriteStream(null, { fd: 1, autoClose: false }).write('out')",
  "const memory = new DatabaseSync(':memory:'); memory.exec(\"create table attach_log (attach text); insert into attach_log values ('attach database')\"); memory.prepare('select attach from attach_log').all()",
  "new DatabaseSync('data.db', { readOnly: true }).prepare('select * from t').all()",
  "process.kill(process.pid, 0); process.kill(victim, 0)",
  "await (await fetch('data:text/plain,x')).text()",
  "const pair = require('stream').duplexPair?.(); void pair; new net.Socket(); http.createServer(); new MessageChannel().port1.close()",
  "require('module').enableCompileCache?.('cache')",
  "void dns.getServers(); void os.cpus(); void v8.getHeapStatistics(); void process.report.getReport(); void os.getPriority(victim)",
  "try { process.binding('util') } catch {}",
]
