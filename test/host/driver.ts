import { runHostTests } from './hostTest.ts'

/** Where to send the results: a POST of `HostResult[]` as JSON. */
const reportVariable = 'HEATLINE_HOST_REPORT'

/** In VS Code as a server: the driver is an extension of its own, which runs the suite when it is activated. */
export async function activate(): Promise<void> {
  await run()
}

/** In VS Code for the desktop: the function that `extensionTestsPath` has to export. */
export async function run(): Promise<void> {
  const address = process.env[reportVariable]
  if (address === undefined) throw new Error(`${reportVariable} is not set: start the suite with "npm test".`)
  const response = await fetch(address, { method: 'POST', body: JSON.stringify(await runHostTests()) })
  if (!response.ok) throw new Error(`The results were not taken: ${response.status}.`)
}
