"""Has texts analysed by the workers of a Dask cluster; of the whole program only this room knows Dask."""
