import { cleaned } from '../text/CleanedInput'

export const Input = cleaned((text) => text.replace(/\s/g, ''), 'url')
