import { describe, expect, test } from 'vitest'
import { HeatlineError } from '../../../src/core/heatlineError.ts'
import { closestName, editDistance } from '../../../src/cli/closestName.ts'
import { parseArguments } from '../../../src/cli/parseArguments.ts'

describe('parseArguments', () => {
  test('reads a target with every option, in any order', () => {
    expect(parseArguments(['profile', '--json', 'src/cart.ts#total', '--call', 'total(orders, 0.2)', '--time-budget=1.5s', '--kind', 'full', '--node', '/opt/node', '--cpuprofile', 'out.cpuprofile'])).toEqual({
      kind: 'profile',
      target: 'src/cart.ts#total',
      call: 'total(orders, 0.2)',
      allow: [],
      timeBudgetMs: 1500,
      profileKind: 'full',
      json: true,
      cpuProfilePath: 'out.cpuprofile',
      nodePath: '/opt/node',
      testName: null,
    })
  })

  test('measures two seconds where nothing is said', () => {
    expect(parseArguments(['profile', 'a.ts:3'])).toEqual({ kind: 'profile', target: 'a.ts:3', call: null, allow: [], timeBudgetMs: 2000, profileKind: 'cpu', json: false, cpuProfilePath: null, nodePath: null, testName: null })
  })

  test('scaling takes the options of a profile, and three times its time', () => {
    expect(parseArguments(['scaling', 'a.ts#f', '--call', 'f([1])'])).toEqual({ kind: 'scaling', target: 'a.ts#f', call: 'f([1])', allow: [], timeBudgetMs: 6000, json: false, nodePath: null })
    expect(parseArguments(['scaling', 'a.ts#f', '--time-budget', '1s', '--json'])).toMatchObject({ timeBudgetMs: 1000, json: true })
  })

  test.each([
    ['500ms', 500],
    ['2s', 2000],
    ['.5s', 500],
    [' 2 s', 2000],
  ])('a budget of %j is %d ms', (text, ms) => {
    expect(parseArguments(['profile', 'a.ts:3', '--time-budget', text])).toMatchObject({ timeBudgetMs: ms })
  })

  test('what is allowed may be told one by one', () => {
    expect(parseArguments(['profile', 'a.ts:3', '--allow', 'write', '--allow=network,read'])).toMatchObject({ allow: ['write', 'network', 'read'] })
  })

  test('a call may start with a dash', () => {
    expect(parseArguments(['profile', 'a.ts:3', '--call=-f(2)'])).toMatchObject({ call: '-f(2)' })
    expect(parseArguments(['profile', 'a.ts:3', '--call', '-f(2)'])).toMatchObject({ call: '-f(2)' })
  })

  test.each([
    [['--help'], { kind: 'help', topic: 'heatline' }],
    [[], { kind: 'help', topic: 'heatline' }],
    [['profile', '-h'], { kind: 'help', topic: 'profile' }],
    [['help', 'profile'], { kind: 'help', topic: 'profile' }],
    [['run', '--help'], { kind: 'help', topic: 'run' }],
    [['run', '--', 'npm', 'test', '--json'], { kind: 'run', command: ['npm', 'test', '--json'], thread: null, jsonPath: null }],
    [['run', '--thread', '2', '--json=out.json', 'node', '--', 'x'], { kind: 'run', command: ['node', '--', 'x'], thread: 1, jsonPath: 'out.json' }],
    [['profile', 'cart.test.ts', '-t', 'adds up'], expect.objectContaining({ target: 'cart.test.ts', testName: 'adds up' })],
    [['scaling', '--help'], { kind: 'help', topic: 'scaling' }],
    [['compare', '--help'], { kind: 'help', topic: 'compare' }],
    [['try', '-'], { kind: 'try', patch: '-', target: null, call: null, allow: [], json: false, nodePath: null }],
    [['try', 'my.patch', 'a.ts#f', '--call', 'f(1)', '--json'], { kind: 'try', patch: 'my.patch', target: 'a.ts#f', call: 'f(1)', allow: [], json: true, nodePath: null }],
    [['help', 'check'], { kind: 'help', topic: 'check' }],
    [['compare', 'a.ts#f'], { kind: 'compare', target: 'a.ts#f', base: null, threshold: null, call: null, allow: [], json: false, nodePath: null }],
    [['compare', 'a.ts#f', '--base', 'v1.2', '--threshold=7.5%', '--call', 'f(1)', '--json', '--node', '/n'], { kind: 'compare', target: 'a.ts#f', base: 'v1.2', threshold: 0.075, call: 'f(1)', allow: [], json: true, nodePath: '/n' }],
    [['tune', 'a.ts#f'], { kind: 'tune', target: 'a.ts#f', constant: null, range: null, call: null, allow: [], timeBudgetMs: 90_000, json: false, nodePath: null }],
    [['tune', 'a.ts#f', '--constant', 'CHUNK', '--range=-8..8', '--time-budget', '30s', '--json'], expect.objectContaining({ constant: 'CHUNK', range: '-8..8', timeBudgetMs: 30_000, json: true })],
    [['tune', '--help'], { kind: 'help', topic: 'tune' }],
    [['check'], { kind: 'check', paths: [], base: null, changed: false, threshold: null, format: 'text', nodePath: null }],
    [['check', 'src', 'lib/a.ts', '--changed', '--base=main', '--format', 'github', '--threshold', '0.1'], { kind: 'check', paths: ['src', 'lib/a.ts'], base: 'main', changed: true, threshold: 0.1, format: 'github', nodePath: null }],
    [['check', '--json'], expect.objectContaining({ format: 'json' })],
    [['baseline', 'set', 'a.ts#f', '--name', 'before', '--allow', 'write'], { kind: 'baseline', action: 'set', target: 'a.ts#f', name: 'before', call: null, allow: ['write'], nodePath: null }],
    [['baseline', 'list'], { kind: 'baseline', action: 'list', folder: null }],
    [['baseline', 'show', 'a.ts:3'], { kind: 'baseline', action: 'show', target: 'a.ts:3' }],
    [['baseline', 'remove', 'a.ts#f'], { kind: 'baseline', action: 'remove', target: 'a.ts#f', name: null }],
    [['trend', 'a.ts#f', '--json'], { kind: 'trend', target: 'a.ts#f', json: true }],
    [['-v'], { kind: 'version' }],
    [['--version', 'profile'], { kind: 'version' }],
  ])('%j', (args, command) => expect(parseArguments(args)).toEqual(command))

  test.each([
    [['profile'], '`heatline profile` must be given a function, like src/cart.ts#total or src/cart.ts:12, or a test file'],
    [['profile', 'a.ts#f', 'b.ts#g'], '`heatline profile` takes one function but was given 2: a.ts#f b.ts#g'],
    [['run'], '`heatline run` must be given a command, like: heatline run -- npm test'],
    [['compare'], '`heatline compare` must be given a function, like src/cart.ts#total or src/cart.ts:12'],
    [['compare', 'a.ts#f', 'main'], '`heatline compare` takes one function but was given 2: a.ts#f main'],
    [['compare', 'a.ts#f', '--changed'], '`heatline compare` takes no --changed; it takes --base, --threshold, --call, --allow, --json, --node'],
    [['profile', 'a.ts#f', '--base', 'main'], '`heatline profile` takes no --base; it takes --call, --allow, --time-budget, --json, --node, --kind, --cpuprofile, --test-name'],
    [['compare', 'a.ts#f', '--threshold', '15'], '--threshold must be a share like 15% or 0.15 but was "15"; did you mean 15%?'],
    [['compare', 'a.ts#f', '--threshold', 'a lot'], '--threshold must be a share like 15% or 0.15 but was "a lot"'],
    [['tune'], '`heatline tune` must be given a function, like src/cart.ts#total or src/cart.ts:12'],
    [['tune', 'a.ts#f', '--name', 'A'], '`heatline tune` takes no --name; it takes --constant, --range, --call, --allow, --time-budget, --json, --node'],
    [['check', '--threshold', '0%'], '--threshold must be above 0% and at most 1000% but was "0%"'],
    [['check', '--format', 'markdwn'], '--format must be one of text, markdown, github, but was "markdwn"; did you mean markdown?'],
    [['check', '--json', '--format', 'text'], '--json and --format both say what is written: leave one of the two out'],
    [['check', '--call', 'f()'], '`heatline check` takes no --call; it takes --base, --changed, --threshold, --json, --format, --node'],
    [['baseline'], '`heatline baseline` must be followed by one of set, list, show, remove'],
    [['baseline', 'sett', 'a.ts#f'], '`heatline baseline` must be followed by one of set, list, show, remove, but was given "sett"; did you mean set?'],
    [['baseline', 'set'], '`heatline baseline set` must be given a function, like src/cart.ts#total or src/cart.ts:12'],
    [['baseline', 'list', '--json'], '`heatline baseline list` takes no --json'],
    [['chek'], 'unknown command "chek"; did you mean check?'],
    [['run', '--'], '`heatline run` must be given a command, like: heatline run -- npm test'],
    [['run', '--jsno', 'node'], 'unknown option --jsno; did you mean --json? (what belongs to the command follows `--`: heatline run -- <command>)'],
    [['run', '--json', '--', 'node'], "--json must be followed by a file: standard output is the command's"],
    [['run', '--thread', '0', 'node'], '--thread must be the number of a thread, counted from 1, but was "0"'],
    [['scaling'], '`heatline scaling` must be given a function, like src/cart.ts#total or src/cart.ts:12'],
    [['scaling', 'a.ts#f', '--cpuprofile', 'x'], '`heatline scaling` writes no --cpuprofile; `heatline profile` does'],
    [['profil', 'a.ts#f'], 'unknown command "profil"; did you mean profile?'],
    [['a.ts#f'], 'unknown command "a.ts#f"; did you mean `heatline profile a.ts#f`?'],
    [['--json'], 'a command is missing; `heatline profile <file>#<function>` profiles a function'],
    [['profile', 'a.ts#f', '--jsno'], 'unknown option --jsno; did you mean --json?'],
    [['profile', 'a.ts#f', '--wat'], 'unknown option --wat; `heatline --help` lists them'],
    [['profile', 'a.ts#f', '-x'], 'unknown option -x; `heatline --help` lists them'],
    [['profile', 'a.ts#f', '--json=yes'], '--json takes no value but was given "yes"'],
    [['profile', 'a.ts#f', '--call'], '--call must be followed by a value'],
    [['profile', 'a.ts#f', '--call', '--json'], '--call must be followed by a value'],
    [['profile', 'a.ts#f', '--cpuprofile', ''], '--cpuprofile must not be empty'],
    [['profile', 'a.ts#f', '--call', ' '], '--call must not be empty'],
    [['profile', 'a.ts#f', '--call', 'f(1)', '--call', 'f(2)'], '--call was given twice'],
    [['profile', 'a.ts#f', '--allow'], '--allow must be followed by a value'],
    [['profile', 'a.ts#f', '--allow', 'writ'], '--allow must be followed by one of read, write, process, worker, network, database, signal, native, but was given "writ"; did you mean write?'],
    [['profile', 'a.ts#f', '--allow', 'everything'], '--allow must be followed by one of read, write, process, worker, network, database, signal, native, but was given "everything"'],
    [['profile', 'a.ts#f', '--allow', 'write', '--call', 'f()'], '--allow is for calls that Heatline makes up: one that is given with --call runs as written, outside of the sandbox. Leave one of the two out'],
    [['profile', 'a.ts#f', '--time-budget', '2'], '--time-budget must be a duration like 500ms or 2s but was "2"'],
    [['profile', 'a.ts#f', '--time-budget', '1ms'], '--time-budget must be from 100ms to 600s but was 1ms'],
    [['profile', 'a.ts#f', '--kind', 'gpu'], '--kind must be one of cpu, memory, io, full, but was "gpu"'],
    [['profile', 'a.ts#f', '--time-budget', '2h'], '--time-budget must be a duration like 500ms or 2s but was "2h"'],
  ])('%j is refused', (args, message) => expect(() => parseArguments(args)).toThrow(new HeatlineError(message)))
})

describe('closestName', () => {
  const names = ['Cart.total', 'Cart.subtotal', 'parse', 'parse~2', 'get Cart.size', 'isEmpty', 'a']
  test.each([
    ['totl', 'Cart.total'],
    ['total', 'Cart.total'],
    ['Cart.totla', 'Cart.total'],
    ['Basket.total', 'Cart.total'],
    ['size', 'get Cart.size'],
    ['prase', 'parse'],
    ['isEm', 'isEmpty'],
    ['isempty', 'isEmpty'],
    ['render', null],
    ['x', null],
    ['b', null],
    ['A', 'a'],
  ])('%s -> %s', (typed, name) => expect(closestName(typed, names)).toBe(name))

  test('of names equally near the first is meant', () => expect(closestName('size', ['a.size', 'b.size'])).toBe('a.size'))

  test.each([
    ['', '', 0],
    ['kitten', 'sitting', 3],
    ['ab', 'ba', 1],
    ['total', 'Total', 0.5],
    ['', 'abc', 3],
  ])('the distance from %j to %j is %d', (a, b, distance) => expect(editDistance(a, b)).toBe(distance))
})
