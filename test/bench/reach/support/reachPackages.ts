/** A package whose sources the bench judges. */
export interface ReachPackage {
  /** What npm knows it by, exactly pinned: `rxjs@7.8.2`. */
  readonly specifier: string
  /** What it stands for in the output. */
  readonly kind: 'library' | 'classes' | 'application' | 'service' | 'tests'
  /** `build`: looked at while the product is built. `judge`: only its figures are. */
  readonly use: 'build' | 'judge'
  /** The folder of its sources, relative to it; found by itself where left out. */
  readonly sources?: string
  /** Names by which its sources call each other, as its repository's `tsconfig.json` says, which it does not ship. */
  readonly paths?: Readonly<Record<string, readonly string[]>>
  /** Tests that it ships: programs that a plain Node runs. What they run is held against what made-up inputs run. */
  readonly tests?: ShippedTests
}

export interface ShippedTests {
  /** Relative to the package; each JavaScript file in it is a program. */
  readonly folder: string
  /** What they import beside the package's own dependencies, exactly pinned. */
  readonly needs: readonly string[]
}

/** What `npm run bench:reach` takes where no package is named. */
export const reachPackages: readonly ReachPackage[] = [
  { specifier: 'rxjs@7.8.2', kind: 'classes', use: 'build' },
  { specifier: 'd3-array@3.2.4', kind: 'library', use: 'build' },
  { specifier: 'luxon@3.7.2', kind: 'classes', use: 'build' },
  { specifier: '@reduxjs/toolkit@2.14.0', kind: 'library', use: 'build', paths: { '@internal/*': ['./src/*'] } },
  { specifier: 'yaml@2.9.1', kind: 'classes', use: 'build', sources: 'browser/dist' },
  { specifier: 'zod@4.6.7', kind: 'library', use: 'judge' },
  { specifier: 'immer@11.2.10', kind: 'library', use: 'judge' },
  { specifier: 'effect@4.1.0', kind: 'classes', use: 'judge' },
  { specifier: 'lodash-es@4.18.1', kind: 'library', use: 'judge' },
  { specifier: 'valibot@1.5.0', kind: 'library', use: 'judge' },
  { specifier: 'ramda@0.32.0', kind: 'library', use: 'judge', sources: 'es' },
  { specifier: 'react-datepicker@9.1.0', kind: 'application', use: 'judge' },
  { specifier: 'http-server@14.1.1', kind: 'service', use: 'judge' },
  {
    specifier: 'qs@6.17.1', kind: 'tests', use: 'judge',
    tests: {
      folder: 'test',
      needs: ['tape@5.10.2', 'es-value-fixtures@1.7.1', 'for-each@0.3.5', 'has-bigints@1.1.0', 'has-override-mistake@1.0.1', 'has-property-descriptors@1.0.2', 'has-proto@1.2.0', 'has-symbols@1.1.0', 'iconv-lite@0.5.2', 'mock-property@1.1.2', 'object-inspect@1.14.0', 'qs-iconv@1.0.4', 'safer-buffer@2.1.2'],
    },
  },
]
