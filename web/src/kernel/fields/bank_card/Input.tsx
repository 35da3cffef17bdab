import { cleanDigits } from '@/lib/identity'
import { cleaned } from '../text/CleanedInput'

export const Input = cleaned((text) => cleanDigits(text), 'numeric')
