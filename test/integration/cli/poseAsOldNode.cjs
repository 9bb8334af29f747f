// Preloaded: the program takes this process for Node 20.
Object.defineProperty(process, 'versions', { value: Object.freeze({ ...process.versions, node: '20.19.0' }) })
