// `npm run bench`: every `*.bench.ts` beside this file, or those whose names are given (`npm run bench -- lens`), one
// after the other. Each is a program that prints figures against limits and fails when one is missed.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'

const suffix = '.bench.ts'
const all = readdirSync(import.meta.dirname).filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length)).toSorted()
const named = process.argv.slice(2)
const unknown = named.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${all.join(', ')}.`)
  process.exit(2)
}

for (const name of named.length === 0 ? all : named) {
  console.log(`== ${name} ==`)
  const { status } = spawnSync(process.execPath, [...process.execArgv, path.join(import.meta.dirname, name + suffix)], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
