/** The name of the baseline that Heatline sets where nobody set one and there is no git: the first run. No user can give that name. */
export const automaticBaselineName = '(automatic)'
