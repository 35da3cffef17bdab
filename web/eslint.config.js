import js from '@eslint/js'
import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/** Layers point down only: app > features > kernel > ui > api > lib. */
const layers = ['lib', 'api', 'ui', 'kernel', 'features', 'app']
const layerRules = layers.map((layer, at) => ({
  files: [`src/${layer}/**/*.{ts,tsx}`],
  rules: {
    'no-restricted-imports': ['error', {
      patterns: layers.slice(at + 1).map((upper) => ({ group: [`@/${upper}/*`, `@/${upper}`], message: `${layer} may not import ${upper}.` })),
    }],
  },
})).filter((rule) => rule.rules['no-restricted-imports'][1].patterns.length > 0)

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'src/api/schema.d.ts'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-console': 'error',
      'max-lines': ['error', 250],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
    },
  },
  ...layerRules,
)
