import { readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { cacheRoot, ensureInCache, unpackPackage } from '../../../../scripts/cache.mjs'
import { npm } from '../../../../scripts/command.mjs'
import type { ReachPackage } from './reachPackages.ts'

interface Manifest {
  readonly version?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** What `tsc --init` and a bundler's template would say, for packages that come without the file. */
const tsconfig = {
  compilerOptions: {
    target: 'es2022', lib: ['es2024', 'dom', 'dom.iterable'], module: 'esnext', moduleResolution: 'bundler', jsx: 'react-jsx',
    strict: true, skipLibCheck: true, allowImportingTsExtensions: true, noEmit: true,
  },
  exclude: ['node_modules'],
}

/**
 * Unpacks a package of the npm registry into `.cache/reach/<name>@<version>`, as a workspace of its own: with what its
 * sources import installed, and a `tsconfig.json` where it ships none. No script of a package is run.
 * @param specifier `rxjs@7.8.2`; without a version, the newest
 * @param known what is known of it beforehand
 * @returns the folder, absolute
 */
export async function fetchPackage(specifier: string, known: Pick<ReachPackage, 'paths' | 'tests'>): Promise<string> {
  const pinned = /.@[^@/]+$/.test(specifier) ? specifier : `${specifier}@${(await npm(['view', specifier, 'version'], { quiet: true })).trim()}`
  const folder = path.join(cacheRoot, 'reach', pinned.replace('/', '+'))
  await ensureInCache(folder, async (temporary) => {
    console.log(`Fetching ${pinned} from npm into ${path.relative(process.cwd(), folder)} ...`)
    const unpacked = await unpackPackage(pinned, temporary)
    await install(unpacked, known)
    return unpacked
  })
  return folder
}

async function install(folder: string, { paths, tests }: Pick<ReachPackage, 'paths' | 'tests'>): Promise<void> {
  const file = path.join(folder, 'package.json')
  const manifest: Manifest & Record<string, unknown> = JSON.parse(await readFile(file, 'utf8'))
  const needed = { ...manifest.peerDependencies, ...manifest.dependencies }
  const types = ['react', 'react-dom', 'express'].filter((name) => name in needed).map((name) => `@types/${name}`)
  // What the package is developed with is not needed, and often cannot be had: `workspace:*`, private packages.
  const { devDependencies: _, scripts: __, workspaces: ___, ...rest } = manifest
  await writeFile(file, JSON.stringify({ ...rest, dependencies: needed, peerDependencies: {} }, null, 2))
  await npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--legacy-peer-deps', ...types, ...tests?.needs ?? [], '@types/node@22'], { cwd: folder, quiet: true })
  const config = path.join(folder, 'tsconfig.json')
  if (!isWhole(config, new Set())) await writeFile(config, JSON.stringify({ ...tsconfig, compilerOptions: { ...tsconfig.compilerOptions, ...(paths === undefined ? {} : { paths }) } }, null, 2))
}

/** A shipped `tsconfig.json` often extends a file that is not shipped. */
function isWhole(file: string, seen: Set<string>): boolean {
  if (seen.has(file)) return true
  seen.add(file)
  try {
    const text = readFileSync(file, 'utf8')
    const bases = [...text.matchAll(/"extends"\s*:\s*"(\.[^"]*)"/gu)].map(([, base = '']) => path.resolve(path.dirname(file), base))
    return !/"extends"\s*:\s*"[^.]/u.test(text) && bases.every((base) => isWhole(base, seen))
  } catch {
    return false
  }
}
