"""The allocation: all proposals against all resources, proven and explained (¶28h).

Plain Python, numpy and HiGHS: reads an instance, returns plain data, knows no table of the database.
"""
