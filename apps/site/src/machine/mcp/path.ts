/** Where assistants ask, below the site's base. */
export const mcpPath = '/mcp';
