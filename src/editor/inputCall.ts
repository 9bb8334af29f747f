import * as vscode from 'vscode'

/** What to ask for. */
export interface CallQuestion {
  readonly functionName: string
  /** What the box begins with. */
  readonly suggestion: string
  /** Finds a better suggestion; null when there is none. Aborted when the box closes. */
  readonly suggest: (signal: AbortSignal) => Promise<string | null>
  /** What is wrong with a call, for people; null when it can be run. */
  readonly problemOf: (expression: string) => string | null
}

/**
 * Asks for the call that a function is profiled with, and checks it while it is typed. Stays open when the user looks
 * something up in the code.
 * @returns the call, or null when the user backed out
 */
export async function inputCall({ functionName, suggestion, suggest, problemOf }: CallQuestion): Promise<string | null> {
  const box = vscode.window.createInputBox()
  box.title = `Profile ${functionName}: with which call?`
  box.prompt = 'Receiver and arguments are evaluated once, outside the timing. The file\'s own names and Node\'s modules can be used.'
  box.placeholder = 'total(orders, 0.2)'
  box.ignoreFocusOut = true
  box.value = suggestion
  box.valueSelection = argumentsOf(suggestion)
  const check = (): string | undefined => {
    // An empty box says enough by its placeholder.
    const problem = box.value.trim() === '' ? null : problemOf(box.value)
    box.validationMessage = problem ?? undefined
    return problem ?? undefined
  }
  const subscriptions: vscode.Disposable[] = []
  const closed = new AbortController()
  box.busy = true
  void improve()
  try {
    return await new Promise<string | null>((resolve) => {
      subscriptions.push(
        box.onDidChangeValue(check),
        box.onDidAccept(() => {
          if (box.value.trim() !== '' && check() === undefined) resolve(box.value.trim())
        }),
        box.onDidHide(() => resolve(null)),
      )
      box.show()
    })
  } finally {
    closed.abort()
    vscode.Disposable.from(...subscriptions, box).dispose()
  }

  async function improve(): Promise<void> {
    const better = await suggest(closed.signal)
    box.busy = false
    // Not over what the user has typed.
    if (better === null || closed.signal.aborted || box.value !== suggestion) return
    box.value = better
    box.valueSelection = argumentsOf(better)
    check()
  }
}

/** What stands between the last call's parentheses, which is what the user has to fill in. */
function argumentsOf(call: string): [number, number] | undefined {
  const close = call.endsWith(')') ? call.length - 1 : -1
  const open = call.indexOf('(')
  return open === -1 || close <= open ? undefined : [open + 1, close]
}
