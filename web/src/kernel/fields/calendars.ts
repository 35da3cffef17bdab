const CALENDARS = '.ant-picker-dropdown:not(.ant-picker-dropdown-hidden, [class*="-leave"])'

/** Whether a calendar is open, which takes Enter and the focus for itself; one that is closing does not. */
export const calendarOpen = () => [...document.querySelectorAll(CALENDARS)].some((one) => one.checkVisibility())
