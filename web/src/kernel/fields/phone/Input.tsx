import { cleanPhone } from '@/lib/identity'
import { cleaned } from '../text/CleanedInput'

export const Input = cleaned((text) => cleanPhone(text), 'tel')
