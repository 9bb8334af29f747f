/** One screen of a React application: types, hooks, handlers, a reducer, a class, JSX. Some 80 lines. */
function screen(index: number): string {
  return `
export interface Order${index} {
  readonly id: string
  readonly items: readonly { readonly sku: string; readonly price: number; readonly count: number }[]
  readonly customer?: { name: string; address: { street: string; zip: string | null } }
}

type Action${index} =
  | { readonly type: 'add'; readonly order: Order${index} }
  | { readonly type: 'remove'; readonly id: string }
  | { readonly type: 'rename'; readonly id: string; readonly name: string }

/** Keeps orders by id. */
export function reduce${index}(state: Record<string, Order${index}>, action: Action${index}): Record<string, Order${index}> {
  switch (action.type) {
    case 'add':
      return { ...state, [action.order.id]: action.order }
    case 'remove':
      return Object.fromEntries(Object.entries(state).filter(([id]) => id !== action.id))
    case 'rename': {
      const old = state[action.id]
      if (old?.customer === undefined) return state
      return { ...state, [action.id]: { ...old, customer: { ...old.customer, name: action.name } } }
    }
  }
}

export class Cart${index}<Item extends { price: number }> {
  static readonly limit = 100
  #items: Item[] = []
  constructor(private readonly currency: string, private readonly tax = 0.2) {}
  get size(): number { return this.#items.length }
  add(...items: Item[]): this {
    if (this.#items.length + items.length > Cart${index}.limit) throw new RangeError(\`At most \${Cart${index}.limit} items\`)
    this.#items.push(...items)
    return this
  }
  total(): string {
    const net = this.#items.reduce((sum, { price }) => sum + price, 0)
    return (net * (1 + this.tax)).toFixed(2) + ' ' + this.currency
  }
  handle = async (response: Response): Promise<Item[]> => (await response.json()) as Item[]
}

const format${index} = (price: number, locale = 'en'): string => new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(price)

/**
 * @profile format${index}(3)
 */
export const OrderList${index} = memo(function OrderList${index}({ orders, onOpen }: { orders: readonly Order${index}[]; onOpen: (id: string) => void }) {
  const [filter, setFilter] = useState('')
  const [state, dispatch] = useReducer(reduce${index}, {})
  const visible = useMemo(() => orders.filter((order) => order.customer?.name.includes(filter) ?? false), [orders, filter])
  const onKey = useCallback((event: KeyboardEvent) => {
    if (event.key === 'Enter' && visible[0] !== undefined) onOpen(visible[0].id)
  }, [visible, onOpen])
  function row(order: Order${index}, position: number) {
    const price = order.items.reduce((sum, item) => sum + item.price * item.count, 0)
    return (
      <li key={order.id} className={position % 2 === 0 ? 'even' : 'odd'} onClick={() => onOpen(order.id)}>
        <span title={order.customer?.address.zip ?? 'unknown'}>{order.customer?.name}</span>
        <em>{format${index}(price)}</em>
        {order.items.length > 3 && <button type="button" onClick={() => dispatch({ type: 'remove', id: order.id })}>remove all {order.items.length}</button>}
      </li>
    )
  }
  return (
    <section onKeyDown={onKey}>
      <input value={filter} onChange={(event) => setFilter(event.target.value)} placeholder="Filter by name" />
      <ul>{visible.map(row)}</ul>
      <p>{Object.keys(state).length} changes; total {format${index}(visible.flatMap((order) => order.items).reduce((sum, { price }) => sum + price, 0))}</p>
    </section>
  )
})
`
}

/** A .tsx of a React application with at least so many lines. */
export function largeTsx(lines: number): string {
  let text = "import { memo, useCallback, useMemo, useReducer, useState } from 'react'\n"
  for (let index = 0; text.split('\n').length < lines; index++) text += screen(index)
  return text
}
