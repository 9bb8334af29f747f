// `dist/trialHook.cjs`: preloaded (`--require`) into every process of tests that try a change on a copy.
import { takeCoverage } from 'node:v8'
import { trialFilesVariable } from '../../protocol/trialHook.ts'
import { hookMocha } from '../recording/hookMocha.ts'

// Node writes its coverage when a process ends by itself; vitest ends its forks by this signal.
if (process.env['NODE_V8_COVERAGE'] !== undefined && process.send !== undefined) {
  process.once('SIGTERM', () => {
    takeCoverage()
    process.kill(process.pid, 'SIGTERM')
  })
}

const files = process.env[trialFilesVariable]
if (files !== undefined) hookMocha(JSON.parse(files) as string[])
