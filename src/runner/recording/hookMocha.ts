import { replaceOnLoad } from './replaceOnLoad.ts'

type CollectFiles = (options: Readonly<Record<string, unknown>>) => unknown

/** Has mocha run the given files and no others: it adds those of its configuration to what the command line names. */
export function hookMocha(testFiles: readonly string[]): void {
  replaceOnLoad(/(?:^|[\\/])collect-files(?:\.c?js)?$/, (loaded) => {
    if (typeof loaded !== 'function') return loaded
    const collect = loaded as CollectFiles
    return (options: Readonly<Record<string, unknown>>) => collect({ ...options, spec: testFiles, ignore: [] })
  })
}
