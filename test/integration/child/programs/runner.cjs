// Stands where the real runner stands, and ends in every way that a pass can end. Which way, `bundlePath` of the task says.
const { readFileSync, readSync, writeSync } = require('node:fs')
const { spawn } = require('node:child_process')

const { bundlePath } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const say = (message) => writeSync(3, `${JSON.stringify(message)}\n`)
const timing = { kind: 'timing', medianMs: 1, bytesPerCall: null, iterations: 10, thrown: 0, calls: 10, measuringMs: 10 }
const forever = () => { for (;;); }
const endless = ['-e', 'for (;;);']

const ways = {
  finish: () => { say({ kind: 'prepared', loadMs: 1 }); say(timing) },
  finishWithServer: () => { require('node:http').createServer().listen(0, () => say(timing)) },
  finishThenLoop: () => { say(timing); forever() },
  finishWithDetachedGrandchild: () => {
    spawn(process.execPath, endless, { detached: true, stdio: 'inherit' }).once('spawn', () => say(timing))
  },
  finishWithUnmarkedGrandchild: () => {
    spawn(process.execPath, ['-e', 'for (;;);', process.cwd()], { detached: true, stdio: 'ignore', env: {} }).once('spawn', () => say(timing))
  },
  exitWithGrandchild: () => {
    spawn(process.execPath, endless, { stdio: 'inherit' }).once('spawn', () => process.exit(0))
  },
  fail: () => { say({ kind: 'failed', stage: 'load', error: { name: 'Error', message: 'no', stack: null } }); forever() },
  deny: () => { say({ kind: 'denied', permission: 'write', action: 'write a file', target: '/x', stack: 'Error' }); forever() },
  exit7: () => { process.stderr.write('last words'); process.exit(7) },
  abort: () => process.abort(),
  loop: forever,
  loopWithGrandchildren: () => {
    // One in the group, one in a session of its own.
    spawn(process.execPath, endless, { stdio: 'ignore' }).once('spawn', () => {
      spawn(process.execPath, endless, { stdio: 'ignore', detached: true }).once('spawn', () => { say({ kind: 'stage', stage: 'measure' }); forever() })
    })
  },
  chatter: () => { for (;;) { say({ kind: 'stage', stage: 'measure' }); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20) } },
  flood: () => {
    const block = Buffer.alloc(1 << 20, 'é')
    for (let count = 0; count < 300; count += 1) writeSync(1, block)
    say(timing)
  },
  stdin: () => { say({ kind: 'warning', message: `read ${readSync(0, Buffer.alloc(10))}` }); say(timing) },
  longMessage: () => { say({ kind: 'warning', message: 'x'.repeat(20e6) }); say(timing) },
  garbage: () => { writeSync(3, 'hello\n'); forever() },
  environment: () => {
    say({ kind: 'warning', message: JSON.stringify({ NODE_OPTIONS: process.env.NODE_OPTIONS, FROM_USER: process.env.FROM_USER, cwd: process.cwd() }) })
    say(timing)
  },
  heap: () => { const kept = []; for (;;) kept.push(Array.from({ length: 1e5 }, Math.random)) },
  buffers: () => { const kept = []; for (;;) { kept.push(Buffer.alloc(64 << 20, 1)); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20) } },
  splitCharacter: () => { writeSync(1, Buffer.from([0xc3])); setTimeout(() => { writeSync(1, Buffer.from([0xa9])); say(timing) }, 100) },
}
say({ kind: 'started', nodeVersion: process.versions.node, v8Version: process.versions.v8 })
ways[bundlePath]()
