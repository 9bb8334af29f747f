import type { ModuleFormat } from './moduleFormat.ts'

/**
 * What the rewritten modules call, in plain JavaScript for Node 22.13: it stands in the bundle above the user's
 * modules. esbuild does not know these names and leaves them alone. `process.getBuiltinModule` works in both formats.
 *
 * - `__heatlineRequire(file)`: the `require` of the original file. With a table of bundled modules by absolute path it
 *   serves those first: a computed specifier must not load a second copy of a module that is in the bundle.
 * - `__heatlineImport(file)`: the same for `import()`.
 * - `__heatlineMeta(file)`: the `import.meta` of the original file; `env` as Vite gives it, for code that counts on it.
 * - `__heatlineToESM`: takes the place of esbuild's `__toESM`. esbuild copies a CommonJS module's properties as getters:
 *   12 to 43 ns for three calls through one on Node 22, and reading `default` beside them costs 4 ns on 22 to 26, where
 *   a property costs nothing. Here functions are plain properties, as in the namespace that Node makes; other
 *   values stay live where the importer is not a real ES module, as in what tsc writes.
 * - `__heatlineInterop(module)`: the namespace that a bundler makes of a module, whatever its importer is to Node.
 */
const helpers = `
var __heatlineNode = { module: process.getBuiltinModule('node:module'), path: process.getBuiltinModule('node:path'), url: process.getBuiltinModule('node:url'), fs: process.getBuiltinModule('node:fs'), types: process.getBuiltinModule('node:util').types };
var __heatlineRequires = new Map();
function __heatlineRequire(file, table) {
  let own = __heatlineRequires.get(file);
  if (!own) __heatlineRequires.set(file, own = __heatlineNode.module.createRequire(file));
  if (!table) return own;
  return Object.assign((specifier) => (__heatlineFind(file, specifier, table) ?? (() => own(specifier)))(), own);
}
function __heatlineImport(file, table) {
  return async (specifier, options) => (__heatlineFind(file, String(specifier), table) ?? (() => import(__heatlineResolve(file, String(specifier), true), options)))();
}
function __heatlineFind(file, specifier, table) {
  if (!table || typeof specifier !== 'string' || !__heatlineIsPath(specifier)) return undefined;
  return __heatlineCandidates(__heatlineTarget(file, specifier)).map((path) => table[path]).find(Boolean);
}
function __heatlineIsPath(specifier) {
  return /^(?:\\.{1,2}(?:\\/|$)|\\/|file:|[a-zA-Z]:[\\\\/])/.test(specifier);
}
function __heatlineTarget(file, specifier) {
  const { path, url } = __heatlineNode;
  if (specifier.startsWith('file:')) return url.fileURLToPath(specifier);
  return path.resolve(path.dirname(file), specifier.replace(/[?#].*$/, ''));
}
function __heatlineCandidates(target) {
  const stem = target.replace(/\\.([cm]?)jsx?$/, '.$1');
  const endings = ['.ts', '.tsx', '.js', '.jsx', '.mts', '.cts', '.mjs', '.cjs', '.json', '.node'];
  const typescript = stem === target ? [] : [stem + 'ts', stem + 'tsx'];
  return [target, ...typescript, ...endings.map((ending) => target + ending), ...endings.map((ending) => __heatlineNode.path.join(target, 'index' + ending))];
}
function __heatlineResolve(file, specifier, probe) {
  const { module, url, fs } = __heatlineNode;
  if (module.isBuiltin(specifier)) return specifier.startsWith('node:') ? specifier : 'node:' + specifier;
  if (__heatlineIsPath(specifier)) {
    if (probe) {
      const found = __heatlineCandidates(__heatlineTarget(file, specifier)).find((path) => fs.statSync(path, { throwIfNoEntry: false })?.isFile());
      if (found) return url.pathToFileURL(found).href;
    }
    return new URL(specifier, url.pathToFileURL(file)).href;
  }
  if (/^[a-z][a-z+.-]+:/i.test(specifier)) return specifier;
  try {
    return url.pathToFileURL(__heatlineRequire(file).resolve(specifier)).href;
  } catch (error) {
    const found = __heatlineImportOnly(file, specifier);
    if (found) return found;
    throw error;
  }
}
function __heatlineImportOnly(file, specifier) {
  const { module, path, url, fs } = __heatlineNode;
  const manifest = module.findPackageJSON?.(specifier, url.pathToFileURL(file).href);
  if (!manifest) return undefined;
  const { name, exports } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  const subpath = '.' + specifier.slice(name?.length ?? specifier.length);
  const pick = (target) => typeof target === 'string' || !target ? target : Array.isArray(target) ? target.map(pick).find(Boolean) : pick(target[Object.keys(target).find((key) => ['import', 'node', 'module-sync', 'node-addons', 'default'].includes(key))]);
  const target = pick(subpath === '.' && exports?.['.'] === undefined ? exports : exports?.[subpath]);
  return target ? url.pathToFileURL(path.join(path.dirname(manifest), target)).href : undefined;
}
var __heatlineMetas = new Map();
function __heatlineMeta(file) {
  let meta = __heatlineMetas.get(file);
  if (!meta) {
    const env = { MODE: 'development', BASE_URL: '/', DEV: true, PROD: false, SSR: true, ...Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('VITE_'))) };
    meta = { __proto__: null, dirname: __heatlineNode.path.dirname(file), filename: file, main: false, url: __heatlineNode.url.pathToFileURL(file).href, env, resolve: (specifier) => __heatlineResolve(file, String(specifier), false) };
    __heatlineMetas.set(file, meta);
  }
  return meta;
}
var __heatlineInterops = new WeakSet();
function __heatlineInterop(module) {
  const namespace = __heatlineToESM(module, false);
  if (!__heatlineNode.types.isModuleNamespaceObject(namespace)) __heatlineInterops.add(namespace);
  return namespace;
}
function __heatlineToESM(module, nodeMode) {
  if (__heatlineNode.types.isModuleNamespaceObject(module) || (typeof module === 'object' && __heatlineInterops.has(module))) return module;
  const target = module == null ? {} : Object.create(Object.getPrototypeOf(module));
  const wholeIsDefault = nodeMode || !module || !module.__esModule;
  if (wholeIsDefault) Object.defineProperty(target, 'default', { value: module, enumerable: true });
  if (typeof module !== 'object' && typeof module !== 'function' || module === null) return target;
  for (const key of Object.getOwnPropertyNames(module)) {
    if (Object.hasOwn(target, key)) continue;
    const property = Object.getOwnPropertyDescriptor(module, key);
    const enumerable = property?.enumerable ?? true;
    const fixed = property !== undefined && 'value' in property && (nodeMode || typeof property.value === 'function');
    Object.defineProperty(target, key, fixed ? { value: property.value, enumerable } : { get: () => module[key], enumerable });
  }
  return target;
}
`.trim()

/**
 * The prelude's text, without a newline at its end.
 * @param entryFile Real path: what the bundle cannot resolve itself is looked up from there.
 */
export function bundlePrelude(format: ModuleFormat, entryFile: string): string {
  const require = `__heatlineRequire(${JSON.stringify(entryFile)})`
  return `${helpers}\n${format === 'esm' ? `var require = ${require};` : `require = ${require};`}`
}

/** Puts the prelude's interop in the place of esbuild's, on the same line: line numbers stay. */
export function withPreludeInterop(output: string): string {
  return output.replace(/^var __toESM = (?=\(mod, isNodeMode, target\) =>)/m, 'var __toESM = __heatlineToESM, __esbuildToESM = ')
}
