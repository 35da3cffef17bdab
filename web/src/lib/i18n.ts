import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { readStored, writeStored } from './storage'

export type Language = 'zh' | 'en'
export interface Label { zh: string; en: string }

const load = {
  zh: () => import('./words/zh').then((m) => m.zh),
  en: () => import('./words/en').then((m) => m.en),
}

export function storedLanguage(): Language {
  return readStored<Language>('language', 'zh') === 'en' ? 'en' : 'zh'
}

export async function startI18n(language: Language): Promise<void> {
  const words = await load[language]()
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: words } },
    fallbackLng: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  if (typeof document !== 'undefined') document.documentElement.lang = localeTag(language)
}

export async function switchLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await load[language]())
  }
  writeStored('language', language)
  document.documentElement.lang = localeTag(language)
  await i18next.changeLanguage(language)
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'zh'
}

export function localeTag(language: Language = currentLanguage()): 'zh-CN' | 'en-US' {
  return language === 'en' ? 'en-US' : 'zh-CN'
}

/** The label in the caller's language; a plain string passes through. */
export function pick(label: Label | string | null | undefined, language: Language = currentLanguage()): string {
  if (!label) return ''
  if (typeof label === 'string') return label
  return label[language] || label.zh || label.en || ''
}

/** Translates outside React. */
export function say(key: string, values?: Record<string, unknown>): string {
  return i18next.t(key, values as never) as unknown as string
}

export function hasWords(key: string): boolean {
  return i18next.exists(key)
}
