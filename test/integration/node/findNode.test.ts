import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findNode } from '../../../src/engine/node/findNode.ts'
import type { NodeSearch } from '../../../src/engine/node/findNode.ts'

let home: string
beforeAll(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'heatline-node-')))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

function find(search: Partial<NodeSearch>) {
  return findNode({ configuredPath: null, configuredIn: 'the setting heatline.nodePath', env: { PATH: '', HOME: home }, editorExecPath: null, cwd: home, ...search })
}

/** An executable `node` in a folder of its own that answers as the given script does. */
function makeNode(folder: string, script: string): string {
  const directory = join(home, folder)
  mkdirSync(directory, { recursive: true })
  const path = join(directory, 'node')
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

/** Says what a Node of this version says. */
function answering(version: string, more = ''): string {
  return `echo '{"heatline":1,"versions":{"node":"${version}","modules":"127"${more}},"execPath":"/somewhere/node"}'`
}

const thisOne = { path: realpathSync(process.execPath), version: process.versions.node, abi: process.versions.modules, env: {} }

describe('what the user chose', () => {
  test('an executable', async () => {
    expect(await find({ configuredPath: process.execPath })).toEqual({ ...thisOne, foundIn: 'the setting heatline.nodePath' })
  })
  test('a folder of an installation, below ~', async () => {
    mkdirSync(join(home, 'mine', 'bin'), { recursive: true })
    symlinkSync(process.execPath, join(home, 'mine', 'bin', 'node'))
    for (const configuredPath of ['~/mine', '~/mine/bin', '~/mine/bin/node']) {
      expect(await find({ configuredPath })).toMatchObject({ version: thisOne.version })
    }
  })
  test('a relative path is the terminal\'s only', async () => {
    const configuredPath = relative(process.cwd(), process.execPath)
    expect(await find({ configuredPath, configuredIn: '--node' })).toMatchObject({ version: thisOne.version })
    await expect(find({ configuredPath, cwd: process.cwd() })).rejects.toThrow('There is no Node at')
    makeNode('nodes', answering('24.0.0'))
    await expect(find({ configuredPath: 'nodes' })).rejects.toThrow('There is no Node at nodes')
  })
  test('a name on the PATH', async () => {
    const bin = join(home, 'named')
    mkdirSync(bin)
    symlinkSync(process.execPath, join(bin, 'node-x'))
    expect(await find({ configuredPath: 'node-x', env: { PATH: bin } })).toMatchObject({ version: thisOne.version })
  })
  test('that does not exist is an error, whatever the PATH holds', async () => {
    await expect(find({ configuredPath: '/no/node', configuredIn: '--node', env: process.env })).rejects.toThrow('There is no Node at /no/node (--node). Give the path of a Node 22.13 or later.')
    await expect(find({ configuredPath: '/no/node' })).rejects.toThrow('There is no Node at /no/node (the setting heatline.nodePath). Give the path of a Node 22.13 or later: an absolute one, or with ~.')
  })
  test('that is too old is an error', async () => {
    const path = makeNode('old', answering('20.11.1'))
    await expect(find({ configuredPath: path })).rejects.toThrow(`The Node at ${path} (from the setting heatline.nodePath) is 20.11.1. Heatline needs 22.13 or later: change that setting.`)
  })
})

describe('on the PATH', () => {
  test('the first that can be executed', async () => {
    const text = makeNode('text', answering('22.13.0'))
    chmodSync(text, 0o644)
    mkdirSync(join(home, 'folder', 'node'), { recursive: true })
    makeNode('new', answering('22.13.0'))
    const PATH = ['', 'text', 'folder', 'new', 'old'].map((folder) => folder && join(home, folder)).join(':')
    expect(await find({ env: { PATH } })).toEqual({ path: '/somewhere/node', version: '22.13.0', abi: '127', foundIn: 'the PATH', env: {} })
  })
  test('one that is too old is named, with the way out', async () => {
    const path = makeNode('older', answering('22.12.0'))
    await expect(find({ env: { PATH: join(home, 'older') }, editorExecPath: process.execPath })).rejects.toThrow(`The Node at ${path} (from the PATH) is 22.12.0. Heatline needs 22.13 or later: name one in the setting heatline.nodePath.`)
    await expect(find({ configuredIn: '--node', env: { PATH: join(home, 'older') } })).rejects.toThrow('Heatline needs 22.13 or later: name one with --node.')
  })
  test('one that does not start says why, and is asked again', async () => {
    const path = makeNode('shim', 'test -e ./chosen || { echo "No version is set" >&2; exit 126; }\n' + answering('24.0.0'))
    const search = { env: { PATH: `${join(home, 'shim')}:${process.env.PATH}` } }
    await expect(find(search)).rejects.toThrow(`The Node at ${path} (from the PATH) does not start: No version is set.`)
    writeFileSync(join(home, 'chosen'), '')
    expect(await find(search)).toMatchObject({ version: '24.0.0' })
  })
  test('Bun is not Node', async () => {
    makeNode('bun', answering('24.3.0', ',"bun":"1.3.0"'))
    await expect(find({ env: { PATH: join(home, 'bun') } })).rejects.toThrow('is Bun, not Node')
  })
})

describe('VS Code itself', () => {
  test('is the last resort, and runs as Node', async () => {
    const path = makeNode('code', `test "$ELECTRON_RUN_AS_NODE" = 1 && ${answering('22.20.0', ',"electron":"37.0.0"')}`)
    expect(await find({ editorExecPath: path })).toMatchObject({ foundIn: 'VS Code itself', version: '22.20.0', env: { ELECTRON_RUN_AS_NODE: '1' } })
  })
  test('nothing anywhere', async () => {
    await expect(find({})).rejects.toThrow('No Node was found: there is no `node` on the PATH. Install Node 22.13 or later')
  })
})
