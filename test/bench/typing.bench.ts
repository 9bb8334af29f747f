// What Heatline does while somebody types into a profiled function of a 4,000-line .tsx whose heat is shown: nothing to speak
// of. It computes when there is a pause.
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { packageExtension } from '../../scripts/package.mjs'
import { openVsCode } from '../e2e/support/vscodeInBrowser.ts'
import { annotationOf, goToLine, lens, lensAbove, openFile, patienceMs } from '../e2e/support/workbench.ts'
import { inTemporaryFolder } from '../support/inTemporaryFolder.ts'
import { withProbe } from './support/extensionHost.ts'
import { countCalls, profileHost } from './support/hostProfile.ts'
import { largeTsx } from './support/largeTsx.ts'

/**
 * The extension host is shared: what one extension does there delays every other's completions. At ten keys a second 1 ms a key
 * is a hundredth of it, and less than a fortieth of reading the file's functions once: who does that at each key cannot stay below.
 */
const limitMsPerKey = 1
/** One parse, which the lenses and the heat share, with the margin that the lens itself has. */
const limitMsPerPause = 100
const pauses = 7
/** A quick typist: some 100 words a minute. VS Code asks for lenses after 250 ms or more without a key, Heatline looks at its hot lines after 750. */
const msBetweenKeys = 110
const pauseMs = 1_500
const shortestPauseMs = 200
/** Each for one figure. */
const lines = 5

/** 50 characters, with the states in between in which nothing parses. */
const typed = "let a = [1, 2].map((x) => x * 2), b = { c: `${1}` }"

const react = {
  'node_modules/react/package.json': '{ "name": "react", "exports": { ".": "./index.js", "./jsx-runtime": "./index.js" } }',
  'node_modules/react/index.js': `exports.memo = (component) => component
exports.useCallback = exports.useMemo = exports.useReducer = exports.useState = () => undefined
exports.jsx = exports.jsxs = (type, properties) => ({ type, properties })
`,
}

const profiled = `
/** What is profiled, and typed into. */
export function checksum(): number {
  const words = Array.from({ length: 2_000 }, (_, index) => "word" + (index % 97))
  const sorted = words.toSorted()
  const copy: string[] = JSON.parse(JSON.stringify(sorted))
  const unique = new Set(copy.map((word) => word.toUpperCase()))
  let sum = 0
  for (const word of [...unique, ...sorted]) sum = (sum * 31 + word.charCodeAt(word.length - 1)) % 1_000_003
  return sum
}
`

const hotLine = 'words.toSorted'

const files = {
  'package.json': '{ "name": "typing", "type": "module" }',
  'tsconfig.json': '{ "compilerOptions": { "jsx": "react-jsx", "module": "preserve", "target": "esnext" } }',
  ...react,
  'src/orders.tsx': `// The first line\n${profiled}${largeTsx(4_000)}`,
}

/** So that what is typed stands there as it was typed. */
const plainTyping = {
  'editor.acceptSuggestionOnCommitCharacter': false,
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingQuotes': 'never',
  'editor.autoIndent': 'none',
  'editor.parameterHints.enabled': false,
  'editor.quickSuggestions': 'off',
  'editor.suggestOnTriggerCharacters': false,
  'typescript.validate.enable': false,
}

/**
 * Types one line.
 * @returns whether no key came so late that VS Code, or Heatline, could take it for a pause: on a loaded machine some do
 */
async function typeLine(page: Page): Promise<boolean> {
  const times = await page.evaluateHandle(() => {
    const seen: number[] = []
    document.addEventListener('keydown', () => { seen.push(performance.now()) }, { capture: true })
    return seen
  })
  await page.keyboard.type(`${typed}\n`, { delay: msBetweenKeys })
  const seen = await times.jsonValue()
  return seen.slice(1).every((time, index) => time - (seen[index] ?? 0) < shortestPauseMs)
}

/** Types lines, with a pause after each that does not count. Those with a pause inside are left out, unless all have one: then none are steady. */
async function typeLines<Result>(page: Page, observe: (act: () => Promise<unknown>) => Promise<Result>): Promise<{ readonly observed: readonly Result[]; readonly steady: number }> {
  const results: { readonly result: Result; readonly isSteady: boolean }[] = []
  for (let line = 0; line < lines; line++) {
    let isSteady = false
    const result = await observe(async () => { isSteady = await typeLine(page) })
    results.push({ result, isSteady })
    await wait(pauseMs)
  }
  const steady = results.filter(({ isSteady }) => isSteady)
  const counted = steady.length > 0 ? steady : results
  return { observed: counted.map(({ result }) => result), steady: steady.length }
}

/** How good the lines are that a figure comes from. */
function of(steady: number): string {
  return steady > 0 ? `${steady} of ${lines} lines were typed without a pause, and count` : 'the machine is loaded: every line has a pause in it'
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

await inTemporaryFolder({}, async (folder) => {
  const { vsix } = await packageExtension({ out: path.join(folder, 'heatline.vsix') })
  await inTemporaryFolder(files, async (workspace) => {
    await withProbe(folder, async (probe) => {
      const vscode = await openVsCode({ vsix: [vsix], extensionFolders: probe.extensionFolders, env: probe.env, workspace, settings: plainTyping })
      try {
        const { page } = vscode
        const host = await probe.nextHost()
        await openFile(page, 'src/orders.tsx')
        await (await lensAbove(page, 'export function checksum', 'Profile')).click()
        await lens(page, /^Profile · [\d.]+ (ns|µs|ms|s)/).first().waitFor({ timeout: patienceMs })
        await annotationOf(page, hotLine, /%/)
        // Behind the function's first brace.
        await goToLine(page, 5)
        await page.keyboard.press('End')
        await page.keyboard.press('Enter')
        await wait(pauseMs)

        const { observed: works, steady } = await typeLines(page, (act) => profileHost(host, act))
        await annotationOf(page, hotLine, /stale/)
        const { observed: calls, steady: steadyCalls } = await typeLines(page, (act) => countCalls(host, act))
        const afterPauses: number[] = []
        for (let pause = 0; pause < pauses; pause++) {
          const { heatlineMs } = await profileHost(host, async () => {
            await page.keyboard.type(' ')
            await wait(pauseMs)
          })
          afterPauses.push(heatlineMs)
        }
        const onePause = await countCalls(host, async () => {
          await page.keyboard.type(' ')
          await wait(pauseMs)
        })

        const keys = typed.length + 1
        const perKey = median(works.map(({ heatlineMs }) => heatlineMs)) / keys
        const share = median(works.map(({ heatlineMs, busyMs }) => heatlineMs / busyMs))
        const perPause = median(afterPauses)
        const parses = calls.reduce((sum, call) => sum + call.parses, 0)
        const lensRequests = calls.reduce((sum, call) => sum + call.lensRequests, 0)
        console.log(`typing, median of ${works.length} lines of ${keys} keys: ${perKey.toFixed(2)} ms per key in Heatline, limit ${limitMsPerKey} ms (${(perKey / limitMsPerKey).toFixed(2)}x), ${(100 * share).toFixed(1)}% of what the extension host did (${of(steady)})`)
        console.log(`  in another ${calls.length} lines: ${parses} parses, ${lensRequests} requests for lenses (${of(steadyCalls)})`)
        console.log(`after a pause, median of ${pauses}: ${perPause.toFixed(0)} ms in Heatline, limit ${limitMsPerPause} ms (${(perPause / limitMsPerPause).toFixed(2)}x); in one pause ${onePause.parses} parses, ${onePause.lensRequests} requests for lenses`)
        // In lines without a pause there is no reason for a parse.
        const parsedWhileTyping = steadyCalls > 0 && parses > 0
        if (parsedWhileTyping || perKey > limitMsPerKey || perPause > limitMsPerPause || onePause.parses > 1) process.exitCode = 1
      } finally {
        await vscode.stop()
      }
    })
  })
})
