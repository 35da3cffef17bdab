// Writes src/api/schema.d.ts from openapi.json; does nothing while that file does not exist.
import { existsSync, writeFileSync } from 'node:fs'
import openapi, { astToString } from 'openapi-typescript'

const source = new URL('../openapi.json', import.meta.url)
if (!existsSync(source)) {
  process.stdout.write('web/openapi.json does not exist: nothing generated.\n')
} else {
  writeFileSync(new URL('../src/api/schema.d.ts', import.meta.url), astToString(await openapi(source)))
}
