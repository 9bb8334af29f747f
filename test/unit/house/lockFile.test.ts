import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../../scripts/cache.mjs'

interface LockedPackage {
  readonly version?: string
  readonly resolved?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const lock: { readonly packages: Readonly<Record<string, LockedPackage>> } = JSON.parse(readFileSync(path.join(projectRoot, 'package-lock.json'), 'utf8'))

/** Where Node would find a package from a folder of the lock file. */
function locked(from: string, name: string): LockedPackage | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const found = lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]
    if (found !== undefined || folder === '') return found
  }
}

// A registry that lacks one platform's binary makes `npm install` leave it out, and then `npm ci` refuses the lock file everywhere.
test('the lock file has the binaries of every platform', () => {
  const missing = Object.entries(lock.packages).flatMap(([folder, { optionalDependencies = {} }]) => (
    Object.entries(optionalDependencies)
      .filter(([name, version]) => /^\d+\.\d+\.\d+$/.test(version) && locked(folder, name)?.version !== version)
      .map(([name, version]) => `${folder} needs ${name}@${version}`)
  ))
  expect(missing).toEqual([])
})

test('the lock file names no registry', () => {
  expect(Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
})
