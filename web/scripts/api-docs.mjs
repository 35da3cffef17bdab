// Puts the viewer of the API's description beside the app: its own page and files, none of them part of the app's load.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const read = (place) => readFileSync(place)
const packaged = (name) => read(createRequire(import.meta.url).resolve(`swagger-ui-dist/${name}`))
const here = (name) => read(new URL(`api-docs/${name}`, import.meta.url))
const dist = (name) => new URL(`../dist/${name}`, import.meta.url)

/** Writes an asset under a name that holds its hash, as Vite does; its address. */
function place(name, ending, content) {
  const address = `assets/${name}-${createHash('sha256').update(content).digest('hex').slice(0, 8)}.${ending}`
  writeFileSync(dist(address), content)
  return `/${address}`
}

const addresses = {
  style: place('swagger-ui', 'css', packaged('swagger-ui.css')),
  viewer: place('swagger-ui', 'js', packaged('swagger-ui-bundle.js')),
  start: place('api-docs', 'js', here('start.js')),
}
const page = here('index.html').toString().replace(/{{(\w+)}}/g, (_, name) => addresses[name])
writeFileSync(dist('api-docs.html'), page)
