export { Display } from '../image/Display'
