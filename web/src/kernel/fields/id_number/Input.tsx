import { cleanIdNumber } from '@/lib/identity'
import { cleaned } from '../text/CleanedInput'

export const Input = cleaned((text) => cleanIdNumber(text), 'text')
