import { cleaned } from '../text/CleanedInput'
import { cleanUscc } from './code'

export const Input = cleaned(cleanUscc, 'text')
