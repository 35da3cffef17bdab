import { ranged } from '../number/Filter'
import { Input } from './Input'

export const Filter = ranged(Input)
