// Builds dist/: the extension, the command line, the programs that run as child processes, what runs in the user's, and the panel.
const esbuild = require('esbuild')
const { readFile } = require('node:fs/promises')

const production = process.argv.includes('--production')
const watch = process.argv.includes('--watch')
/** `npm run package` builds beside the `dist/` that others may be using. */
const outdir = process.argv.find((argument) => argument.startsWith('--outdir='))?.slice('--outdir='.length) ?? 'dist'
const version = require('./package.json').version

/** What carries native parts of its own is not bundled. */
const external = ['vscode', 'esbuild', 'oxc-parser', 'oxc-transform']

/**
 * Takes VS Code's API as it is. For every `import * as vscode` esbuild makes a copy, a getter for each of some 500 names:
 * with one in each file of the editor that was more than half of the time in which the extension loads.
 * @type {import('esbuild').Plugin}
 */
const vscodeWithoutCopies = {
  name: 'vscode without copies',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/](editor[\\/].*|extension)\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(/^import \* as vscode from 'vscode'$/m, "const vscode = require('vscode')"),
      loader: 'ts',
    }))
  },
}

/**
 * Leaves kysely in a file of its own, which loads with the history: it is a third of the size of all that VS Code loads at the start, and
 * merely to have it in the same file costs milliseconds.
 * @type {import('esbuild').Plugin}
 */
const queryBuilderApart = {
  name: 'query builder apart',
  setup(build) {
    build.onResolve({ filter: /[\\/]queryBuilder\.ts$/ }, ({ kind }) => (kind === 'entry-point' ? null : { path: './queryBuilder.cjs', external: true }))
  },
}

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  outdir,
  sourcemap: !production,
  minify: production,
  logLevel: 'warning',
  define: { HEATLINE_VERSION: JSON.stringify(version) },
}

/** @type {import('esbuild').BuildOptions[]} */
const builds = [
  { ...shared, entryPoints: ['src/extension.ts'], platform: 'node', format: 'cjs', target: 'node22', external, plugins: [vscodeWithoutCopies, queryBuilderApart] },
  // Old syntax: an old Node must get as far as the message that it is too old.
  { ...shared, entryPoints: { cli: 'src/cli/main.ts' }, platform: 'node', format: 'cjs', target: 'node18', external, plugins: [queryBuilderApart], banner: { js: '#!/usr/bin/env node' } },
  { ...shared, entryPoints: { queryBuilder: 'src/engine/store/queryBuilder.ts' }, platform: 'node', format: 'cjs', target: 'node20', outExtension: { '.js': '.cjs' } },
  { ...shared, entryPoints: { runner: 'src/runner/main.ts', workerSandbox: 'src/runner/workerSandbox.ts', guardian: 'src/engine/child/guardianMain.ts', typeReader: 'src/engine/types/main.ts' }, platform: 'node', format: 'cjs', target: 'node22', outExtension: { '.js': '.cjs' } },
  // Whatever Node a command starts loads these.
  { ...shared, entryPoints: { processProfiler: 'src/runner/processes/preload.ts', profilerThread: 'src/runner/processes/profilerThread.ts' }, platform: 'node', format: 'cjs', target: 'node18', outExtension: { '.js': '.cjs' } },
  // What records calls in the user's tests: what every process loads, what an instrumented module calls, what instruments.
  { ...shared, entryPoints: { recordingHook: 'src/runner/recording/hook.ts', recorder: 'src/runner/recording/recorder.ts', targetWriter: 'src/runner/recording/targetWriter.ts' }, platform: 'node', format: 'cjs', target: 'node22', external, outExtension: { '.js': '.cjs' } },
  // What tests on a copy load, and what tells how those of node:test ended.
  { ...shared, entryPoints: { trialHook: 'src/runner/trial/hook.ts' }, platform: 'node', format: 'cjs', target: 'node22', outExtension: { '.js': '.cjs' } },
  { ...shared, entryPoints: { nodeReporter: 'src/runner/trial/nodeReporter.ts' }, platform: 'node', format: 'cjs', target: 'node22', outExtension: { '.js': '.cjs' }, footer: { js: 'module.exports = module.exports.report' } },
  { ...shared, entryPoints: { panel: 'src/webview/main.ts' }, platform: 'browser', format: 'iife', target: 'es2022' },
]

async function main() {
  if (!watch) {
    await Promise.all(builds.map((options) => esbuild.build(options)))
    return
  }
  const contexts = await Promise.all(builds.map((options) => esbuild.context(options)))
  await Promise.all(contexts.map((context) => context.watch()))
}

main().catch((error) => {
  console.error(error.message)
  process.exit(1)
})
