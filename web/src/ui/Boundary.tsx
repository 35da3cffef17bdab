import { Button } from 'antd'
import { Component, type ReactNode } from 'react'
import { say } from '@/lib/i18n'

/** Keeps a fault of one part from taking the whole page down. */
export class Boundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  state = { error: null as Error | null }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  render() {
    const { error } = this.state
    if (!error) return this.props.children
    const stale = /dynamically imported module|Loading chunk/i.test(error.message)
    return (
      <div className="blank" role="alert">
        <strong>{say(stale ? 'error.newVersion' : 'error.page')}</strong>
        {!stale && <span>{error.message}</span>}
        <Button onClick={() => (stale ? location.reload() : this.setState({ error: null }))}>{say(stale ? 'error.refresh' : 'common.retry')}</Button>
      </div>
    )
  }
}
