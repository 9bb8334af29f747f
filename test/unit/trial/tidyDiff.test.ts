import { describe, expect, test } from 'vitest'
import { tidyDiff } from '../../../src/engine/trial/tidyDiff.ts'

const head = 'diff --git a/x.js b/x.js\n--- a/x.js\n+++ b/x.js\n'
const lines = ' a\n-b\n+c\n+d\n e\n'
const hunk = `@@ -1,3 +1,4 @@\n${lines}`
const mail = (text: string) => `From 1 Mon Sep 17 00:00:00 2001\nSubject: [PATCH] c\n\n---\n x.js | 2 +-\n\n${head}${hunk}${text}`
const red = (text: string) => `\u001B[31m${text}\u001B[m`

describe('tidyDiff', () => {
  test.each([
    ['a diff', head + hunk],
    ['lines that look like headers', `${head}@@ -1,2 +1,2 @@\n--- a\n-- \n+++ b\n+++ c\n`],
    ['a hunk that was cut', `${head}@@ -1,3 +1,4 @@\n a\n-b`],
    ['no line break at the end', `${head}@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n`],
    ['codes of colours in a source', `${head}@@ -1 +1 @@\n-a\n+'\u001B[31m'\n`],
  ])('keeps %s', (_, text) => expect(tidyDiff(text)).toBe(text))

  test.each([
    ['too few lines', '@@ -1,2 +1,2 @@'],
    ['too many lines', '@@ -1,9 +1,12 @@'],
    ['as many lines of each', '@@ -1,3 +1,3 @@'],
  ])('counts anew where a header counts %s', (_, header) => {
    expect(tidyDiff(`${head}${header} f()\n${lines}${head}${hunk}`)).toBe(head + hunk + head + hunk)
    expect(tidyDiff(`${head}${header}\n${lines}\n\`\`\`\nIt is faster.\n`)).toBe(`${head}${hunk}\n\`\`\`\nIt is faster.\n`)
  })

  test('drops the signatures of mails', () => {
    expect(tidyDiff(mail('-- \n2.39.2\n\n') + mail('-- \n2.39.2\n'))).toBe(mail('2.39.2\n\n') + mail('2.39.2\n'))
  })

  test('drops colours', () => expect(tidyDiff(`${red('diff --git a/x.js b/x.js')}\n${red('-a')}\n${red('+b')}\u001B[K\n`)).toBe('diff --git a/x.js b/x.js\n-a\n+b\n'))
})
