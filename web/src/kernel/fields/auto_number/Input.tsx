export { Input } from '../text/Input'
