import type { TestRunnerName } from './testRunner.ts'

/** Options that take a value, and without which the tests would not load. */
const loadingOptions: Readonly<Record<TestRunnerName, readonly string[]>> = {
  node: ['--import', '--require', '-r', '--loader', '--experimental-loader', '--conditions', '-C'],
  mocha: ['--require', '-r', '--loader', '--import', '--config', '--ui', '-u', '--extension', '--node-option', '-n'],
  jest: ['--config', '-c'],
  vitest: ['--config', '-c'],
}

const nodeSwitches = /^--(?:experimental-(?:strip-types|transform-types|vm-modules|test-module-mocks|specifier-resolution=\w+)|enable-source-maps|conditions=.+|import=.+|require=.+|loader=.+)$/
const mochaSwitches = /^--(?:require|loader|import|config|ui|extension|node-option)=.+$/
const configSwitch = /^--config=.+$/
/** For Node, but before the runner's name or in `NODE_OPTIONS`. */
const vmModules = '--experimental-vm-modules'

/**
 * The flags of the package's own test scripts that say how test files are loaded: for Node (`--import tsx`), mocha
 * (`-r ts-node/register`), and the configuration of vitest and jest. The first script that starts the runner counts.
 */
export function scriptFlags(runner: TestRunnerName, scripts: readonly string[]): readonly string[] {
  for (const script of scripts) {
    for (const command of script.split(/&&|\|\||;|\|/)) {
      const words = (command.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? []).map((word) => word.replace(/^(["'])(.*)\1$/, '$2'))
      const at = words.findIndex((word) => isRunner(runner, word, words))
      if (at === -1) continue
      const flags = flagsOf(runner, words.slice(at + 1), runner === 'node' && words[at] === 'tsx')
      return runner === 'jest' && script.includes(vmModules) ? [vmModules, ...flags] : flags
    }
  }
  return []
}

function isRunner(runner: TestRunnerName, word: string, words: readonly string[]): boolean {
  if (runner !== 'node') return word === runner || word.endsWith(`/${runner}`) || word.endsWith(`/${runner}.js`)
  return (word === 'node' || word === 'tsx') && words.includes('--test')
}

function flagsOf(runner: TestRunnerName, words: readonly string[], isTsx: boolean): readonly string[] {
  const flags: string[] = isTsx ? ['--import', 'tsx'] : []
  const switches = runner === 'node' ? nodeSwitches : runner === 'mocha' ? mochaSwitches : configSwitch
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    const value = words[index + 1]
    if (loadingOptions[runner].includes(word) && value !== undefined) {
      flags.push(word, value)
      index++
    } else if (switches.test(word)) flags.push(word)
  }
  return flags
}
