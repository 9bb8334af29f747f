import type { FrameLocator, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** For what an extension computes: a loaded machine with two cores takes its time. */
export const patienceMs = 60_000

/** Opens a file of the workspace by its path, as Ctrl+P does. */
export async function openFile(page: Page, path: string): Promise<void> {
  const name = path.split('/').at(-1) ?? path
  await quickInput(page, 'Control+P', path)
  await quickInputRow(page, name).click()
  await quickInputClosed(page)
  await page.locator('.tab.active', { hasText: name }).first().waitFor()
  await page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor()
}

/** Runs a command by its full title, category included, from the palette. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await quickInput(page, 'F1', `>${title}`)
  await quickInputRow(page, title).click()
}

/** Types into the input box that is open, and accepts it. */
export async function answerInputBox(page: Page, text: string): Promise<void> {
  const input = page.locator('.quick-input-widget input')
  await input.waitFor({ timeout: patienceMs })
  await input.fill(text)
  await input.press('Enter')
}

/**
 * Names the file in the dialog that is open, or opens next. VS Code fills in its own proposal some time after it shows the
 * box, and completes what stands there before: it is waited for.
 */
export async function answerFileDialog(page: Page, file: string): Promise<void> {
  const input = page.locator('.quick-input-widget input')
  await input.waitFor({ timeout: patienceMs })
  await expect.poll(() => input.inputValue(), { timeout: patienceMs }).toMatch(/[^/\\]\.\w+$/)
  await answerInputBox(page, file)
}

/** What stands in the input box that is open, or opens next. */
export async function inputBoxText(page: Page): Promise<string> {
  return await page.locator('.quick-input-widget input').inputValue({ timeout: patienceMs })
}

/** Puts the cursor at the start of a line, 1-based, and the line into view. */
export async function goToLine(page: Page, line: number): Promise<void> {
  await quickInput(page, 'Control+G', `:${line}`)
  await page.keyboard.press('Enter')
  await quickInputClosed(page)
}

/** A lens by its text, wherever it is. */
export function lens(page: Page, text: string | RegExp): Locator {
  return page.locator('.codelens-decoration a', { hasText: text })
}

/** The lens above the line that holds `lineText`, which has to be in view. */
export async function lensAbove(page: Page, lineText: string, lensText: string | RegExp): Promise<Locator> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    for (const found of await lens(page, lensText).all()) {
      if ((await lineBelow(page, found))?.includes(lineText) === true) return found
    }
    if (Date.now() > deadline) throw new Error(`There is no lens ${String(lensText)} above the line ${lineText}.`)
    await page.waitForTimeout(100)
  }
}

/** The source lines in view that have a lens above them. */
export async function linesWithLens(page: Page, lensText: string | RegExp): Promise<readonly string[]> {
  const lines = await Promise.all((await lens(page, lensText).all()).map((found) => lineBelow(page, found)))
  return lines.filter((line) => line !== null)
}

/** The source line that a lens stands above; null when it is out of view. */
async function lineBelow(page: Page, found: Locator): Promise<string | null> {
  // Those out of view have a place too.
  if (!(await found.isVisible())) return null
  const box = await found.boundingBox({ timeout: 1_000 }).catch(() => null)
  if (box === null) return null
  return await page.evaluate((bottom) => {
    const tops = [...document.querySelectorAll<HTMLElement>('.monaco-editor .view-line')]
      .map((line) => ({ line, distance: line.getBoundingClientRect().top - bottom }))
      .filter(({ line, distance }) => distance > -3 && distance < line.offsetHeight)
      .toSorted((a, b) => a.distance - b.distance)
    return tops[0]?.line.textContent?.replaceAll('\u00A0', ' ') ?? null
  }, box.y + box.height)
}

/** The line of the active editor that holds `text`, when it is in view. */
export function editorLine(page: Page, text: string): Locator {
  return page.locator('.editor-group-container .monaco-editor .view-line').filter({ hasText: text.replaceAll(' ', '\u00A0') }).first()
}

/** One text that an extension shows behind a line's end. */
export interface Annotation {
  /** The source line. */
  readonly line: string
  readonly text: string
}

/** What is shown behind the ends of the lines in view. VS Code draws it with `::after`. */
export async function annotations(page: Page): Promise<readonly Annotation[]> {
  return await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('.monaco-editor .view-line')].flatMap((line) => {
    const texts = [...line.querySelectorAll<HTMLElement>('span')].flatMap((span) => {
      const content = getComputedStyle(span, '::after').content
      // A CSS string: quoted, escaped as JSON is.
      return content.startsWith('"') ? [String(JSON.parse(content)).trim()] : []
    })
    const source = (line.textContent ?? '').replaceAll('\u00A0', ' ')
    return texts.filter((text) => text !== '').map((text) => ({ line: source, text }))
  }))
}

/** Waits for a text behind the end of the line that holds `lineText`. */
export async function annotationOf(page: Page, lineText: string, expected = /./): Promise<string> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const shown = await annotations(page)
    const found = shown.find(({ line, text }) => line.includes(lineText) && expected.test(text))
    if (found !== undefined) return found.text
    if (Date.now() > deadline) throw new Error(`The line ${lineText} got no annotation like ${String(expected)}. Shown: ${JSON.stringify(shown)}`)
    await page.waitForTimeout(100)
  }
}

/** What could be seen in the frames that were watched. */
export interface WatchedFrames {
  readonly frames: number
  /** Source lines that stood in more than one place, with the distances of their tops from the window's, in pixels. */
  readonly moved: readonly { readonly line: string; readonly tops: readonly number[] }[]
  /** How often the number of lenses in view fell. */
  readonly lostLenses: number
  /** How often the number of texts behind lines fell. */
  readonly lostAnnotations: number
}

/**
 * Looks at the lines in view in every frame that the browser draws.
 * @returns what ends that, and tells what was seen
 */
export async function watchFrames(page: Page): Promise<() => Promise<WatchedFrames>> {
  const watch = await page.evaluateHandle(() => {
    const tops = new Map<string, Set<number>>()
    const seen = { frames: 0, lostLenses: 0, lostAnnotations: 0 }
    let lenses = 0
    let annotated = 0
    let frame = 0
    const look = (): void => {
      const lines = [...document.querySelectorAll<HTMLElement>('.monaco-editor .view-line')]
      const texts = lines.map((line) => (line.textContent ?? '').replaceAll('\u00A0', ' '))
      lines.forEach((line, index) => {
        const text = texts[index] ?? ''
        // A text that is there twice does not tell which line it is.
        if (text.trim() === '' || texts.indexOf(text) !== texts.lastIndexOf(text)) return
        tops.set(text, (tops.get(text) ?? new Set()).add(line.getBoundingClientRect().top))
      })
      const lensesNow = [...document.querySelectorAll<HTMLElement>('.monaco-editor .codelens-decoration')].filter((widget) => widget.textContent !== '').length
      const annotatedNow = lines.filter((line) => [...line.querySelectorAll('span')].some((span) => getComputedStyle(span, '::after').content.startsWith('"'))).length
      if (lensesNow < lenses) seen.lostLenses++
      if (annotatedNow < annotated) seen.lostAnnotations++
      lenses = lensesNow
      annotated = annotatedNow
      seen.frames++
      frame = requestAnimationFrame(look)
    }
    look()
    return {
      end(): WatchedFrames {
        cancelAnimationFrame(frame)
        const moved = [...tops].filter(([, places]) => places.size > 1).map(([line, places]) => ({ line, tops: [...places] }))
        return { ...seen, moved }
      },
    }
  })
  return async () => await watch.evaluate((handle) => handle.end())
}

/** The colours of the bands behind whole lines that extensions have drawn, as CSS colours, from the top. */
export async function lineBands(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('.monaco-editor .view-overlays [class*="ced-"]')]
    .map((band) => ({ top: band.getBoundingClientRect().top, colour: getComputedStyle(band).backgroundColor }))
    .filter(({ colour }) => colour !== 'rgba(0, 0, 0, 0)')
    .toSorted((a, b) => a.top - b.top)
    .map(({ colour }) => colour))
}

/** A notification that holds `text`. */
export function notification(page: Page, text: string | RegExp): Locator {
  return page.locator('.notification-toast, .notifications-center .notification-list-item', { hasText: text }).first()
}

/** Where the cursor is, as the status bar says it: `Ln 13, Col 5`. */
export function cursorPosition(page: Page): Locator {
  return page.locator('.statusbar-item', { hasText: /^Ln \d+, Col \d+/ })
}

/** Undoes everything since the file was opened. */
export async function undoAll(page: Page): Promise<void> {
  const dirty = page.locator('.tab.active.dirty')
  for (let step = 0; step < 30 && (await dirty.count()) > 0; step++) await page.keyboard.press('Control+Z')
  await dirty.waitFor({ state: 'detached' })
}

/** The document inside a webview panel. VS Code wraps it in two frames. */
export function webview(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame')
}

/** Themes that Heatline has to look good in, by their name in VS Code, with the class that the workbench gets. */
export const themes = {
  dark: { name: 'Dark Modern', className: 'vs-dark' },
  light: { name: 'Light Modern', className: 'vs' },
  highContrast: { name: 'Dark High Contrast', className: 'hc-black' },
}

/** Switches the colour theme, as a person does. */
export async function chooseTheme(page: Page, theme: keyof typeof themes): Promise<void> {
  const { name, className } = themes[theme]
  await runCommand(page, 'Preferences: Color Theme')
  await page.getByPlaceholder(/Color Theme/).fill(name)
  await quickInputRow(page, name).click()
  await quickInputClosed(page)
  await page.locator(`.monaco-workbench.${className}`).waitFor()
}

/** Opens a quick input by its key and types into it. The first key press can come before VS Code listens, and an editor that opens late takes the focus away, which closes it. */
async function quickInput(page: Page, key: string, text: string): Promise<void> {
  // The last one may still be closing.
  await quickInputClosed(page, 2_000).catch(async () => { await page.keyboard.press('Escape') })
  const input = page.locator('.quick-input-widget input')
  const deadline = Date.now() + patienceMs
  for (let isTyped = false; !isTyped;) {
    if (!(await input.isVisible())) await page.keyboard.press(key)
    try {
      await input.fill(text, { timeout: 2_000 })
      isTyped = true
    } catch (error) {
      if (Date.now() > deadline) throw error
    }
  }
}

async function quickInputClosed(page: Page, timeout?: number): Promise<void> {
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden', ...(timeout === undefined ? {} : { timeout }) })
}

/** The row of a quick input whose label is `label`. */
export function quickInputRow(page: Page, label: string): Locator {
  return page.locator('.quick-input-list .monaco-list-row').filter({
    has: page.locator('.quick-input-list-label .label-name', { hasText: new RegExp(`^\\s*${label.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')}$`) }),
  }).first()
}
