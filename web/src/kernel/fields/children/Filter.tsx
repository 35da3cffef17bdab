export { Filter } from '../text/Filter'
